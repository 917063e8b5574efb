import { ExactInteger, numberText } from "../../api/mod.ts";
import { LEAST_STRING_LIMIT } from "../../limits/mod.ts";
import { parseNumber } from "../../syntax/mod.ts";
import { raise } from "./raised.ts";
import type { Value } from "./value.ts";
import { currentState, vm } from "./vm.ts";

/** The text of a number, as `tostring` gives it. */
export function textOfNumber(value: number): string {
  return (value | 0) === value ? String(value | 0) : numberText(value);
}

/** So many bytes of text cost as much as a step. */
const BYTES_PER_STEP = 64;

/**
 * Refuses a text that is longer than the state may make.
 *
 * @throws {Raised}
 */
export function checkLength(length: number): void {
  if (length < LEAST_STRING_LIMIT) return;
  const { usage } = currentState();
  if (length > usage.longestString) throw raise(usage.tooLong);
}

/** Counts the work of a library function that reads or makes so much text. */
export function spendOn(length: number): void {
  vm.budget -= length / BYTES_PER_STEP;
}

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
