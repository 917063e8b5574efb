export { type CallOptions, FunctionRunner, type FunctionRunnerOptions } from "./function_runner.ts";
