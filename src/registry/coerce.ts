/** The truth value or number that text spells, or the text itself (spec/registry.md §8). */
export function coerce(raw: string): unknown {
  if (/^(?:true|false)$/i.test(raw)) return raw.toLowerCase() === "true";
  const isInteger = /^(?:0|-?[1-9]\d*)$/.test(raw) && Number.isSafeInteger(Number(raw));
  const isFloat = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(raw) && /[.e]/i.test(raw);
  return isInteger || isFloat ? Number(raw) : raw;
}
