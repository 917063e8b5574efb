export {
  badArgument,
  method,
  numberArgument,
  optionalTableArgument,
  stringArgument,
  tableArgument,
  typeName,
  wrongType,
} from "./arguments.ts";
export type { LuaContext, NativeScheduler } from "./context.ts";
export type { Budget, ChunkName, Limits, LuaChunk, LuaEngine, LuaState, LuaThread, Outcome } from "./engine.ts";
export { ErrorValue } from "./error_value.ts";
export { failure } from "./failure.ts";
export { Fault, type FaultReason } from "./fault.ts";
export { ExactInteger } from "./exact_integer.ts";
export { fromData } from "./from_data.ts";
export { isIntegerIn } from "./numbers.ts";
export { listOf } from "./from_data.ts";
export { LuaError } from "./lua_error.ts";
export { LuaFunction } from "./value.ts";
export type { LuaModule, ModuleWorld } from "./context.ts";
export { LuaSyntaxError } from "./lua_error.ts";
export { LuaTable } from "./value.ts";
export { ModuleType } from "./module_type.ts";
export { type Command, type CommandTypes, type NativeFunction, type NativeResult, Suspension } from "./native.ts";
export { numberText } from "./numbers.ts";
export { orFailure } from "./failure.ts";
export { errorOf, resultOf } from "./result_of.ts";
export { toData } from "./to_data.ts";
export { type Metamethod, Userdata, type UserdataType } from "./userdata.ts";
export type { LuaValue } from "./value.ts";
export { Wait } from "./native.ts";
export type { World } from "./world.ts";
export { LuaType, luaType } from "./lua_type.ts";
export { READ_ONLY } from "./context.ts";
