const LONGEST = 80;

/** A value in double quotes for a message: control characters escaped, long text cut. */
export function quote(value: string): string {
  const text = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return JSON.stringify(text).replaceAll("\\\\", "\\").replaceAll('\\"', '"');
}
