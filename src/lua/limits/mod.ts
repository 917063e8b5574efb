export { LEAST_STRING_LIMIT, MEMORY_LIMIT, STRING_LIMIT } from "./limits.ts";
export { Usage, type Verdict } from "./usage.ts";
