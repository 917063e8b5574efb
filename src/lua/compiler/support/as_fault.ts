import { Fault } from "../../api/mod.ts";

/** What ended a state: a fault, or a failure of ours, which becomes one. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault("internal", `Internal error: ${error instanceof Error ? error.message : error}`, { cause: error });
}
