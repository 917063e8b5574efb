export { loadLuaEngine, luaEngine } from "./lua_engines.ts";
