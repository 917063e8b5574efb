import { type AppError, type Data, encodeJson, toByteString } from "../../base/mod.ts";
import type { CliContext } from "../context.ts";
import { errorData } from "../error_data.ts";
import { errorText } from "../error_text.ts";

/**
 * Tells on stderr what something failed with; with `--json` as one line `{"error": {kind, message, retryable?, details?,
 * stack?, cause?}, "help"?}`.
 *
 * @param what names what failed: `workflow "order-1"`
 * @param help what to do about it
 * @returns the exit code, 1
 */
export function reportError({ stderr, options }: CliContext, what: string, error: AppError, help?: string): number {
  if (options.json) {
    const advice: [string, Data][] = help === undefined ? [] : [["help", toByteString(help)]];
    stderr(`${encodeJson(new Map([["error", errorData(error)], ...advice]))}\n`);
  } else stderr(errorText(what, error) + (help === undefined ? "" : `help: ${help}\n`));
  return 1;
}
