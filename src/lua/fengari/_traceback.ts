import { bytesToByteString, fromByteString } from "../../base/mod.ts";
import { bytesOf, type DebugInfo, lua, type LuaStateHandle } from "./_fengari.ts";
import { FengariChunk } from "./_fengari_chunk.ts";
import type { FengariState } from "./_fengari_state.ts";

/** A longer stack shows its innermost and outermost frames. */
const INNERMOST = 20;
const OUTERMOST = 10;

/**
 * The Lua frames of a thread and of the coroutines that it has resumed, innermost first, each as
 * `file.lua:10: in function 'f' (app:entry)`; native functions are left out.
 */
export function traceback(state: FengariState, thread: LuaStateHandle): string[] {
  const inner = state.resumed.get(thread);
  const frames = [...inner ? traceback(state, inner) : [], ...framesOf(thread)];
  if (frames.length <= INNERMOST + OUTERMOST) return frames;
  return [...frames.slice(0, INNERMOST), "...", ...frames.slice(-OUTERMOST)];
}

/** Where the innermost Lua function of a thread stands. */
export function currentPosition(L: LuaStateHandle): { entryId: string; position: string } {
  for (const { info, entryId } of luaFrames(L)) return { entryId, position: positionOf(info) };
  return { entryId: "?", position: "?" };
}

function framesOf(L: LuaStateHandle): string[] {
  const frames: string[] = [];
  for (const { info, entryId } of luaFrames(L)) {
    frames.push(`${positionOf(info)}: in ${functionName(info)} (${entryId})`);
  }
  return frames;
}

function* luaFrames(L: LuaStateHandle): Generator<{ info: DebugInfo; entryId: string }> {
  const info = new lua.lua_Debug();
  for (let level = 0; lua.lua_getstack(L, level, info); level++) {
    lua.lua_getinfo(L, bytesOf("Slnf"), info);
    const chunk = FengariChunk.nameOf(lua.lua_topointer(L, -1));
    lua.lua_pop(L, 1);
    if (chunk) yield { info, entryId: chunk.entryId };
  }
}

function positionOf(info: DebugInfo): string {
  return `${textOf(info.short_src)}:${info.currentline}`;
}

function functionName(info: DebugInfo): string {
  if (textOf(info.what) === "main") return "main chunk";
  return info.name ? `function '${textOf(info.name)}'` : `function <${textOf(info.short_src)}:${info.linedefined}>`;
}

function textOf(bytes: Uint8Array): string {
  return fromByteString(bytesToByteString(bytes));
}
