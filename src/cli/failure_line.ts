import type { AppError } from "../base/mod.ts";

/** An error in one line: `card declined (Invalid)`. */
export function failureLine({ message, kind }: AppError): string {
  const text = message.replaceAll(/\s+/g, " ");
  return kind === "" ? text : `${text} (${kind})`;
}
