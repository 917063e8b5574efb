const STATUS_REGEXP = /\bStatus \{ code: (\w+), message: "((?:[^"\\]|\\.)*)".*$/s;

/**
 * What core says, with an answer of the server (it prints `Status { code: Unavailable, message: "tcp connect error", … }`)
 * as its code and message. Nothing follows an answer.
 */
export function briefStatus(text: string): string {
  return text.replace(STATUS_REGEXP, "$1: $2");
}
