import { LEAST_STRING_LIMIT } from "../../limits/mod.ts";
import { numberText } from "../../api/mod.ts";
import { raise } from "./raised.ts";
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
