import type { LuaModule, NativeFunction } from "../../lua/api/mod.ts";
import { NO_SETTINGS } from "./call_command.ts";
import { call, callAsync, Executor } from "./executor.ts";

const MEMBERS: Readonly<Record<string, NativeFunction>> = {
  call: (args) => call(args, NO_SETTINGS),
  async: (args, context) => callAsync(args, NO_SETTINGS, context),
  new: () => new Executor(),
};

/** The `funcs` module (spec/lua-modules.md §6). */
export const funcsModule: LuaModule = {
  name: "funcs",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
