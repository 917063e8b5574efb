import { AppError, type Data, encodeJson } from "../base/mod.ts";
import type { CliContext } from "./context.ts";
import { errorText } from "./error_text.ts";
import { type Stop, StopRequest } from "./until_stopped.ts";

/**
 * Prints what the work gives as one JSON document on stdout, or why it failed on stderr.
 *
 * @param what names the work: `workflow "order-1"`
 * @returns the exit code
 */
export async function reportResult(
  { stdout, stderr }: CliContext,
  what: string,
  { signal }: Stop,
  work: () => Promise<Data | undefined>,
): Promise<number> {
  try {
    stdout(`${encodeJson(await work() ?? null)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const interrupted = signal.reason instanceof StopRequest && error.kind === "Canceled";
    stderr(interrupted ? `Interrupted; ${what} has no result yet\n` : errorText(what, error));
    return 1;
  }
}
