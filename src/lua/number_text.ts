/**
 * Writes a number the way `tostring` does (design.md §2): integral values without decimals, the others as short as they
 * can be read back.
 */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? BigInt(value).toString() : String(value);
}
