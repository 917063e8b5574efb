export { Channel } from "./channel.ts";
export { type Instance, instantiate, type InstantiateOptions } from "./instantiate.ts";
export type { LuaProgram } from "./program.ts";
export { type CoroutineEnd, type Interpreter, type RunState, Scheduler } from "./scheduler.ts";
