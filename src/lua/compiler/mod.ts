export { compilerEngine } from "./compiler_engine.ts";
