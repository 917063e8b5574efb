import { type Data, fromByteString } from "../base/mod.ts";

/** The largest exit code that every system hands on. */
const LARGEST_EXIT_CODE = 255;

/**
 * What the result of a command's process means (spec/registry.md §6): a number is the exit code, `false` a failure, a
 * string is printed.
 */
export function exitCodeOf(value: Data | undefined): { readonly code: number; readonly output?: string } {
  if (typeof value === "string") return { code: 0, output: `${fromByteString(value)}\n` };
  if (typeof value === "boolean") return { code: value ? 0 : 1 };
  if (typeof value !== "number" && typeof value !== "bigint") return { code: 0 };
  const code = Math.trunc(Number(value));
  return { code: code >= 0 && code <= LARGEST_EXIT_CODE ? code : 1 };
}
