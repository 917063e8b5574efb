import { type LuaModule, type Native, waits } from "../../lua/api/mod.ts";
import { channelType } from "../../lua/run/mod.ts";
import { NO_SETTINGS } from "./call_command.ts";
import { call, callAsync, Executor, executorType } from "./executor.ts";

const MEMBERS: Readonly<Record<string, Native>> = {
  call: waits((args) => call(args, NO_SETTINGS)),
  async: (args, context) => callAsync(args, NO_SETTINGS, context),
  new: () => new Executor(),
};

/** The `funcs` module (spec/lua-modules.md §6). */
export const funcsModule: LuaModule = {
  name: "funcs",
  world: "any",
  members: MEMBERS,
  types: [executorType, channelType],
  open: ({ state }) => state.createLibrary(MEMBERS),
};
