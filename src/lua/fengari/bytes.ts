import { bytesToByteString, toLatin1 } from "../../base/mod.ts";

/** Up to here a loop is faster than a call with as many arguments. */
const SHORT = 12;
const MOST_ARGUMENTS = 4096;

/** The characters that hold bytes (see {@linkcode toLatin1}); quick for the short ones that Lua code is full of. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > MOST_ARGUMENTS) return toLatin1(bytesToByteString(bytes));
  if (bytes.length > SHORT) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  let text = "";
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}
