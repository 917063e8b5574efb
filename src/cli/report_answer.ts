import { type AppError, type Data, encodeJson } from "../base/mod.ts";
import { quote } from "../diagnostics/mod.ts";
import type { CliContext } from "./context.ts";
import { reportError } from "./report/error.ts";

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
