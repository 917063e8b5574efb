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
export { isIntegerIn } from "./is_integer_in.ts";
export { listOf } from "./list_of.ts";
export { LuaError } from "./lua_error.ts";
export { LuaFunction } from "./lua_function.ts";
export type { LuaModule, ModuleWorld } from "./lua_module.ts";
export { LuaSyntaxError } from "./lua_syntax_error.ts";
export { LuaTable } from "./lua_table.ts";
export { ModuleType } from "./module_type.ts";
export { type Command, type CommandTypes, type NativeFunction, type NativeResult, Suspension } from "./native.ts";
export { numberText } from "./number_text.ts";
export { orFailure } from "./or_failure.ts";
export { errorOf, resultOf } from "./result_of.ts";
export { toData } from "./to_data.ts";
export { type Metamethod, Userdata, type UserdataType } from "./userdata.ts";
export type { LuaValue } from "./value.ts";
export { Wait } from "./wait.ts";
export type { World } from "./world.ts";
export { LuaType, luaType } from "./lua_type.ts";
export { READ_ONLY } from "./read_only.ts";
