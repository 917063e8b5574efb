const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};
const SIZE_REGEXP = /^(\d+(?:\.\d+)?) ?(B|[KMG]i?B)$/;

/**
 * Reads a size such as `64MiB`, `1.5 GB` or `500B`: units of 1000 (`KB`, `MB`, `GB`) or of 1024 (`KiB`, `MiB`, `GiB`).
 *
 * @returns whole bytes, or undefined when the text is no size
 */
export function parseByteSize(text: string): number | undefined {
  const [, amount, unit] = SIZE_REGEXP.exec(text) ?? [];
  return unit === undefined ? undefined : Math.round(Number(amount) * UNITS[unit]!);
}
