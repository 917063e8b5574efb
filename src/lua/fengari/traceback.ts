import { fromByteString, fromLatin1 } from "../../base/mod.ts";
import { bytesOf, type DebugInfo, lua, type LuaStateHandle, type StackSlot } from "./fengari.ts";
import { FengariChunk } from "./fengari_chunk.ts";
import type { FengariState } from "./fengari_state.ts";
import { textOf } from "./bytes.ts";

/** Of a deep stack these many innermost and outermost frames are shown. */
const INNERMOST = 20;
const OUTERMOST = 10;

/**
 * The Lua frames of a thread and of the coroutines that it has resumed, innermost first, each as
 * `file.lua:10: in function 'f' (app:entry)`; native functions are left out.
 */
export function traceback(state: FengariState, thread: LuaStateHandle): string[] {
  const inner = state.resumed.get(thread);
  return [...inner ? traceback(state, inner) : [], ...framesOf(thread)];
}

/** Where the innermost Lua function of a thread stands. */
export function currentPosition(L: LuaStateHandle): { entryId: string; position: string } {
  for (const { info, entryId } of luaFrames(L, 0, Infinity)) return { entryId, position: positionOf(info) };
  return { entryId: "?", position: "?" };
}

function framesOf(L: LuaStateHandle): string[] {
  const depth = depthOf(L);
  const describe = ({ info, entryId }: Frame) => `${positionOf(info)}: in ${functionName(info)} (${entryId})`;
  if (depth <= INNERMOST + OUTERMOST) return [...luaFrames(L, 0, depth)].map(describe);
  return [
    ...[...luaFrames(L, 0, INNERMOST)].map(describe),
    `... ${depth - INNERMOST - OUTERMOST} more calls`,
    ...[...luaFrames(L, depth - OUTERMOST, depth)].map(describe),
  ];
}

interface Frame {
  readonly info: DebugInfo;
  readonly entryId: string;
}

/** The Lua frames among the levels from `first` to before `end`; level 0 is the innermost. */
function* luaFrames(L: LuaStateHandle, first: number, end: number): Generator<Frame> {
  for (let level = first; level < end; level++) {
    const info = new lua.lua_Debug();
    if (!lua.lua_getstack(L, level, info)) return;
    lua.lua_getinfo(L, bytesOf("Sln"), info);
    const chunk = FengariChunk.nameOf(functionAt(L, level, info)?.value);
    if (chunk) yield { info, entryId: chunk.entryId };
  }
}

/**
 * The function of a call. Asking lua_getinfo for it would push it, and the stack of a failed thread may be full. A call that
 * has yielded keeps it elsewhere.
 */
function functionAt(L: LuaStateHandle, level: number, { i_ci }: DebugInfo): StackSlot | undefined {
  return level === 0 && lua.lua_status(L) === lua.LUA_YIELD ? L.stack[i_ci.extra] : i_ci.func;
}

/** The number of levels. Looking up a level walks there, so the end is found by halving. */
function depthOf(L: LuaStateHandle): number {
  const info = new lua.lua_Debug();
  let present = 0;
  let absent = 1;
  while (lua.lua_getstack(L, absent - 1, info)) {
    present = absent;
    absent *= 2;
  }
  while (absent - present > 1) {
    const middle = (present + absent) >> 1;
    if (lua.lua_getstack(L, middle - 1, info)) present = middle;
    else absent = middle;
  }
  return present;
}

function positionOf(info: DebugInfo): string {
  return `${decoded(info.short_src)}:${info.currentline}`;
}

function functionName(info: DebugInfo): string {
  if (decoded(info.what) === "main") return "main chunk";
  return info.name ? `function '${decoded(info.name)}'` : `function <${decoded(info.short_src)}:${info.linedefined}>`;
}

function decoded(bytes: Uint8Array): string {
  return fromByteString(fromLatin1(textOf(bytes)));
}
