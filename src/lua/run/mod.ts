export { Channel, channelType } from "./channel.ts";
export { channelLibrary } from "./channel_library.ts";
export { type Instance, instantiate, type InstantiateOptions } from "./instantiate.ts";
export type { LuaProgram } from "./program.ts";
export { type CommandExecutor, type CoroutineEnd, type RunState, Scheduler } from "./scheduler.ts";
