import { toByteString, toLatin1 } from "../../../base/mod.ts";

/** A text that does not follow its layout. */
export class ParseProblem extends Error {
  /**
   * @param expected the piece of the layout that was due
   * @param rest where it was looked for
   * @param message what else is wrong, `: month out of range`; empty when `rest` simply does not look like `expected`
   */
  constructor(readonly expected: string, readonly rest: string, message = "") {
    super(message);
  }
}

/** Text in double quotes, as Go shows it here: every byte beyond visible ASCII as `\\xc3`. */
export function quoteBytes(text: string): string {
  const quoted = toLatin1(toByteString(text)).replace(/["\\]/g, "\\$&").replace(/[^\x20-\x7f]/g, (byte) => {
    return `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return `"${quoted}"`;
}
