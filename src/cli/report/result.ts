import { AppError, type Data, encodeJson } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import type { CliContext } from "../context.ts";
import { type Stop, StopRequest } from "../run/until_stopped.ts";
import { reportError } from "./error.ts";

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

/** What a workflow was asked. */
export interface Question {
  /** `query` or `update`. */
  readonly doing: string;
  readonly name: string;
  /** Of the workflow. */
  readonly id: string;
}

/**
 * Prints a workflow's answer as one JSON document on stdout, or what it refused with on stderr.
 *
 * @returns the exit code
 */
export function reportAnswer(
  context: CliContext,
  { doing, name, id }: Question,
  { value, error }: { readonly value?: Data; readonly error?: AppError },
): number {
  if (error) return reportError(context, `${doing} ${quote(name)} of the workflow ${quote(id)}`, error);
  context.stdout(`${encodeJson(value ?? null)}\n`);
  return 0;
}
