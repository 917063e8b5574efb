import { AppError, type Data, encodeJson } from "../../base/mod.ts";
import type { CliContext } from "../context.ts";
import { reportError } from "./error.ts";
import { type Stop, StopRequest } from "../run/until_stopped.ts";

/**
 * Prints what the work gives as one JSON document on stdout, or why it failed on stderr.
 *
 * @param what names the work: `workflow "order-1"`
 * @returns the exit code
 */
export async function reportResult(
  context: CliContext,
  what: string,
  { signal }: Stop,
  work: () => Promise<Data | undefined>,
): Promise<number> {
  try {
    context.stdout(`${encodeJson(await work() ?? null)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const interrupted = signal.reason instanceof StopRequest && error.kind === "Canceled";
    if (!interrupted) return reportError(context, what, error);
    context.stderr(`Interrupted; ${what} has no result yet\n`);
    return 1;
  }
}
