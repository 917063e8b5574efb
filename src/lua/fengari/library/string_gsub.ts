import { Pattern, type PatternMatch } from "../../library/mod.ts";
import { checkLength } from "./check_length.ts";
import { bytesOf, lauxlib, lua, type LuaStateHandle } from "../fengari.ts";
import { capturesOf, guarded, pushCaptures } from "./string_find.ts";
import { pushString, raiseError, readString } from "../strings.ts";
import { pushNumber } from "../values.ts";

/** What replaces a match; undefined keeps it. */
type Replace = (found: PatternMatch) => string | undefined;

/** `string.gsub` */
export function gsub(L: LuaStateHandle): number {
  lauxlib.luaL_checklstring(L, 1);
  lauxlib.luaL_checklstring(L, 2);
  const subject = readString(L, 1);
  const pattern = guarded(L, () => Pattern.of(readString(L, 2)));
  const replace = replacement(L, subject);
  const most = lua.lua_type(L, 4) <= lua.LUA_TNIL ? Infinity : lauxlib.luaL_checkinteger(L, 4);
  const { text, count } = substitute(L, subject, pattern, replace, most);
  pushString(L, text);
  pushNumber(L, count);
  return 2;
}

function substitute(
  L: LuaStateHandle,
  subject: string,
  pattern: Pattern,
  replace: Replace,
  most: number,
): { text: string; count: number } {
  const matcher = pattern.matcher(subject);
  let text = "";
  let count = 0;
  let at = 0;
  let lastEnd = -1;
  while (count < most) {
    const found = guarded(L, () => matcher.matchAt(at));
    // Where a match has ended, none that is empty follows.
    if (found && found.end !== lastEnd) {
      count++;
      text += replace(found) ?? subject.slice(found.start, found.end);
      checkLength(L, text.length);
      at = lastEnd = found.end;
    } else if (at < subject.length) text += subject[at++];
    else break;
    if (pattern.anchored) break;
  }
  return { text: text + subject.slice(at), count };
}

function replacement(L: LuaStateHandle, subject: string): Replace {
  switch (lua.lua_type(L, 3)) {
    case lua.LUA_TNUMBER:
    case lua.LUA_TSTRING: {
      const template = readString(L, 3);
      return (found) => fill(L, template, subject, found);
    }
    case lua.LUA_TTABLE:
      return (found) => {
        pushCaptures(L, capturesOf(subject, found).slice(0, 1));
        lua.lua_gettable(L, 3);
        return takeReplacement(L);
      };
    case lua.LUA_TFUNCTION:
      return (found) => {
        lua.lua_pushvalue(L, 3);
        lua.lua_call(L, pushCaptures(L, capturesOf(subject, found)), 1);
        return takeReplacement(L);
      };
    default:
      return lauxlib.luaL_argerror(L, 3, bytesOf("string/function/table expected"));
  }
}

/** Puts captures in place of `%0` to `%9`. */
function fill(L: LuaStateHandle, template: string, subject: string, found: PatternMatch): string {
  return template.replace(/%(.?)/gs, (_, escaped: string) => {
    if (escaped === "%") return "%";
    if (escaped === "0") return subject.slice(found.start, found.end);
    if (!/^[1-9]$/.test(escaped)) {
      return raiseError(L, "invalid use of '%' in replacement string");
    }
    const capture = capturesOf(subject, found)[Number(escaped) - 1];
    if (capture !== undefined) return String(capture);
    return raiseError(L, `invalid capture index %${escaped} in replacement string`);
  });
}

/** Reads and pops what a table or function gave for a match. */
function takeReplacement(L: LuaStateHandle): string | undefined {
  const type = lua.lua_type(L, -1);
  const keeps = type === lua.LUA_TNIL || (type === lua.LUA_TBOOLEAN && !lua.lua_toboolean(L, -1));
  if (!keeps && type !== lua.LUA_TSTRING && type !== lua.LUA_TNUMBER) {
    return raiseError(L, "invalid replacement value (a string or a number expected)");
  }
  const text = keeps ? undefined : readString(L, -1);
  lua.lua_pop(L, 1);
  return text;
}
