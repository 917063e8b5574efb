import type { LoadedApp } from "../../app/mod.ts";
import { renderText } from "../../diagnostics/mod.ts";
import type { CliContext } from "../context.ts";

/**
 * Writes the faults of a load to stderr, for commands whose result is something else.
 *
 * @returns the exit code: 1 when there are errors
 */
export function reportFaults({ collector }: LoadedApp, { stderr, cwd, color }: CliContext): number {
  stderr(renderText(collector.diagnostics, { cwd, color: color.stderr }));
  return collector.errorCount > 0 ? 1 : 0;
}

/**
 * Tells why a command cannot do what its arguments ask, after the faults of the application, which may be the cause.
 *
 * @param help what to do about it
 * @returns the exit code, 1
 */
export function refuse(context: CliContext, app: LoadedApp, problem: string, help: string): number {
  reportFaults(app, context);
  context.stderr(`error: ${problem}\nhelp: ${help}\n`);
  return 1;
}
