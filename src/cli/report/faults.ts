import { renderText } from "../../diagnostics/mod.ts";
import type { LoadedApp } from "../../app/mod.ts";
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
