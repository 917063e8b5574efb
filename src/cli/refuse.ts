import type { LoadedApp } from "../app/mod.ts";
import type { CliContext } from "./context.ts";
import { reportFaults } from "./report/faults.ts";

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
