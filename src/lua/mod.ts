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
export { Channel } from "./channel.ts";
export type { LuaContext } from "./context.ts";
export type { Budget, ChunkName, LuaChunk, LuaEngine, LuaState, LuaThread, Outcome } from "./engine.ts";
export { errorType } from "./error_type.ts";
export { ErrorValue } from "./error_value.ts";
export { failure } from "./failure.ts";
export { Fault, type FaultReason } from "./fault.ts";
export { ExactInteger } from "./exact_integer.ts";
export { compilerEngine } from "./compiler/mod.ts";
export { loadLuaEngine, luaEngine } from "./lua_engines.ts";
export { fromData } from "./from_data.ts";
export { type Instance, instantiate, type InstantiateOptions } from "./instantiate.ts";
export { LEAST_STRING_LIMIT, type Limits, MEMORY_LIMIT, STRING_LIMIT } from "./limits/mod.ts";
export {
  definesFunction,
  lint,
  type LintFinding,
  type LintOptions,
  type LintRule,
  returnedFields,
} from "./lint/mod.ts";
export { isIntegerIn } from "./is_integer_in.ts";
export { listOf } from "./list_of.ts";
export { LuaError } from "./lua_error.ts";
export { LuaFunction } from "./lua_function.ts";
export type { LuaModule, ModuleWorld } from "./lua_module.ts";
export { LuaSyntaxError } from "./lua_syntax_error.ts";
export { LuaTable } from "./lua_table.ts";
export { ModuleType } from "./module_type.ts";
export { type Command, type NativeFunction, type NativeResult, Suspension } from "./native.ts";
export { numberText } from "./number_text.ts";
export { orFailure } from "./or_failure.ts";
export type { LuaProgram } from "./program.ts";
export { errorOf, resultOf } from "./result_of.ts";
export { type CoroutineEnd, type Interpreter, type RunState, Scheduler } from "./scheduler.ts";
export { canonicalText, parseOnce, type Span } from "./syntax/mod.ts";
export { toData } from "./to_data.ts";
export { type Metamethod, Userdata, type UserdataType } from "./userdata.ts";
export type { LuaValue } from "./value.ts";
export { Wait } from "./wait.ts";
export type { World } from "./world.ts";
