// For authors of modules: values, arguments, results.
export {
  badArgument,
  method,
  numberArgument,
  optionalTableArgument,
  stringArgument,
  tableArgument,
  textArgument,
  typeName,
  wrongType,
} from "./arguments.ts";
export type { LuaContext, LuaModule, ModuleWorld } from "./context.ts";
export { ErrorValue } from "./error_value.ts";
export { failure, orFailure } from "./failure.ts";
export { fromData, listOf } from "./from_data.ts";
export { LuaError } from "./lua_error.ts";
export { ModuleType } from "./module_type.ts";
export {
  type Command,
  type CommandTypes,
  isWaiting,
  type Native,
  type NativeFunction,
  type NativeResult,
  Suspension,
  Wait,
  type WaitingFunction,
  type WaitingResult,
  waits,
} from "./native.ts";
export { NULL } from "./null_value.ts";
export { isIntegerIn, numberText } from "./numbers.ts";
export { toData } from "./to_data.ts";
export { Userdata, type UserdataType } from "./userdata.ts";
export { LuaFunction, LuaTable, type LuaValue } from "./value.ts";
// For engines, and for what runs programs on them.
export { type NativeScheduler, READ_ONLY } from "./context.ts";
export type { Budget, ChunkName, Limits, LuaChunk, LuaEngine, LuaState, LuaThread, Outcome } from "./engine.ts";
export { Fault, type FaultReason } from "./fault.ts";
export { LuaSyntaxError } from "./lua_error.ts";
export { LuaType, luaType } from "./lua_type.ts";
export { errorOf, resultOf } from "./result_of.ts";
export type { Metamethod } from "./userdata.ts";
export type { World } from "./world.ts";
