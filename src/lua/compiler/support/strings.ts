import { wrap } from "../../../base/mod.ts";
import { numberText } from "../../api/mod.ts";
import { LEAST_STRING_LIMIT } from "../../limits/mod.ts";
import { parseNumber } from "../../syntax/mod.ts";
import { raise } from "./raised.ts";
import type { Value } from "./value.ts";
import { currentState, vm } from "./vm.ts";

/** The text of a number, as `tostring` gives it. */
export function textOfNumber(value: number | bigint): string {
  return typeof value === "number" && (value | 0) === value ? String(value | 0) : numberText(value);
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

/** A number, or the one that a text spells; undefined for anything else. */
export function toNumber(value: Value): number | bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return typeof value === "string" ? textToNumber(value) : undefined;
}

function textToNumber(text: string): number | bigint | undefined {
  const trimmed = text.replace(SPACES_REGEXP, "");
  const negative = trimmed.startsWith("-");
  const value = parseNumber(negative || trimmed.startsWith("+") ? trimmed.slice(1) : trimmed, negative);
  if (!negative || value === undefined) return value;
  return typeof value === "bigint" ? wrap(-value) : 0 - value;
}
