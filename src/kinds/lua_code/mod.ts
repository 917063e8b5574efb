export { codeFingerprint } from "./code_fingerprint.ts";
export { type LuaCodeConfig, luaCodeFields, METHOD } from "./config.ts";
export { LuaCode } from "./lua_code.ts";
export { calledMeta, workflowMeta } from "./meta.ts";
export { declaredModules, luaReferences } from "./references.ts";
export { type Registration, registrationOf } from "./registration.ts";
