import { ascii, fromByteString, isByteString } from "../../base/mod.ts";
import { badArgument, type LuaValue } from "../api/mod.ts";

/** What each option answers. The collector is JavaScript's, and what it has done is not the same on replay. */
const ANSWERS: Readonly<Record<string, LuaValue>> = {
  collect: 0,
  count: 0,
  generational: ascii("incremental"),
  incremental: ascii("incremental"),
  isrunning: true,
  restart: 0,
  setpause: 200,
  setstepmul: 200,
  step: true,
  stop: 0,
};

/**
 * `collectgarbage`, which does nothing.
 *
 * @param args the option, `collect` by default
 * @returns always the same answer to an option
 * @throws {LuaError} for an option that Lua does not know
 */
export function collectGarbage([option]: LuaValue[]): LuaValue {
  const name = option === undefined ? "collect" : isByteString(option) ? fromByteString(option) : "";
  if (Object.hasOwn(ANSWERS, name)) return ANSWERS[name];
  throw badArgument(1, "collectgarbage", `invalid option '${name}'`);
}
