import { ExactInteger } from "../../api/mod.ts";
import { parseNumber } from "../../syntax/mod.ts";
import type { Value } from "./value.ts";

const SPACES_REGEXP = /^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g;

/** A number, the one that a text spells or that is next to an exact integer; undefined for anything else. */
export function toNumber(value: Value): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string") return textToNumber(value);
  return value instanceof ExactInteger ? Number(value.value) : undefined;
}

function textToNumber(text: string): number | undefined {
  const trimmed = text.replace(SPACES_REGEXP, "");
  const negative = trimmed.startsWith("-");
  const value = parseNumber(negative || trimmed.startsWith("+") ? trimmed.slice(1) : trimmed);
  return negative && value !== undefined ? 0 - value : value;
}
