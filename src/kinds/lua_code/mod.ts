export { checkLuaCode } from "./check_lua_code.ts";
export { codeFingerprint } from "./code_fingerprint.ts";
export { type LuaCodeConfig, luaCodeFields } from "./config.ts";
export { lintLuaCode } from "./lint_lua_code.ts";
export { programOf } from "./program_of.ts";
export type { LuaApp } from "./lua_app.ts";
export { declaredModules, luaReferences } from "./references.ts";
export { type Registration, registrationOf } from "./registration.ts";
