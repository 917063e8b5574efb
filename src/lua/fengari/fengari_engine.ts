import { byteStringToBytes, fromByteString, fromLatin1, toByteString } from "../../base/mod.ts";
import { type ChunkName, type LuaEngine, LuaSyntaxError } from "../api/mod.ts";
import type { SyntaxTree } from "../syntax/mod.ts";
import { textOf } from "./bytes.ts";
import { bytesOf, lauxlib, lua, type LuaStateHandle } from "./fengari.ts";
import { type Closure, FengariChunk } from "./fengari_chunk.ts";
import { FengariState } from "./fengari_state.ts";

/** Lua on fengari, an interpreter written in JavaScript: 32-bit integers, everything else as the contract says. */
export const fengariEngine: LuaEngine = {
  name: "fengari",
  compile,
  createState: (budget, limits) => new FengariState(budget, limits),
};

let compiler: LuaStateHandle | undefined;

/**
 * Compiles Unicode source text, which fengari parses itself; a byte order mark is skipped.
 *
 * @throws {LuaSyntaxError} when the text is not Lua
 */
export function compile({ source }: SyntaxTree, name: ChunkName): FengariChunk {
  const L = compiler ??= lua.lua_newstate();
  const bytes = byteStringToBytes(toByteString(source.replace(/^\uFEFF/, "")));
  const chunkName = byteStringToBytes(toByteString(`@${name.file}`));
  const status = lauxlib.luaL_loadbufferx(L, bytes, bytes.length, chunkName, bytesOf("t"));
  if (status !== lua.LUA_OK) {
    const message = fromByteString(fromLatin1(textOf(lua.lua_tolstring(L, -1))));
    lua.lua_settop(L, 0);
    throw syntaxError(message, source, name);
  }
  const { p } = lua.lua_topointer(L, -1) as Closure;
  lua.lua_settop(L, 0);
  return new FengariChunk(name, p);
}

/** fengari says `file:line: problem near 'token'`. */
function syntaxError(message: string, source: string, name: ChunkName): LuaSyntaxError {
  const position = `${name.file}:`;
  const rest = message.startsWith(position) ? message.slice(position.length) : message;
  const [, lineText, problem = rest] = /^(\d+): ([^]*)$/.exec(rest) ?? [];
  const line = Number(lineText ?? 1);
  return new LuaSyntaxError(problem, line, columnOf(problem, source.split("\n")[line - 1] ?? ""));
}

/** The place of the token that the message names, when it occurs once in the line. */
function columnOf(problem: string, line: string): number | undefined {
  const token = / near '(.+)'$/.exec(problem)?.[1];
  if (token === undefined) return undefined;
  const first = line.indexOf(token);
  return first >= 0 && first === line.lastIndexOf(token) ? first + 1 : undefined;
}
