export { loadLuaEngine } from "./lua_engines.ts";
