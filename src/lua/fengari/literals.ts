/*
 * fengari's integers have 32 bits and wrap: `24 * 60 * 60 * 1000 * 30` would be negative. Floats are exact up to 2^53 and
 * print like integers here, so every number that is read from text, in code or by `tonumber`, becomes a float.
 * Import this file after _patches.ts: it loads the rest of fengari.
 */
import lobject from "fengari/src/lobject.js";
import { textOf } from "./bytes.ts";

/** fengari's box of a Lua value. */
interface Box {
  value: number;
  ttisinteger(): boolean;
  setfltvalue(value: number): void;
}

const readNumber: (text: Uint8Array, result: Box) => number = lobject.luaO_str2num;

/** @returns how many bytes were read and one more; 0 when the text is no number */
lobject.luaO_str2num = (text: Uint8Array, result: Box): number => {
  const size = readNumber(text, result);
  if (size > 0 && result.ttisinteger()) result.setfltvalue(integerIn(textOf(text), result.value));
  return size;
};

/** fengari has already wrapped a long hexadecimal integer: its digits are read again. */
function integerIn(text: string, value: number): number {
  const [, sign, digits] = /^\s*([+-]?)(0[xX][0-9a-fA-F]+)/.exec(text) ?? [];
  if (digits === undefined) return value;
  return sign === "-" ? -Number(digits) : Number(digits);
}
