import type { ShutdownReport } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";

/**
 * Tells what a stop has cut, and what ended in order beside that.
 *
 * @returns whether anything was cut
 */
export function reportStop({ logger, stderr }: CliContext, { drained, cut }: ShutdownReport): boolean {
  if (cut.length === 0) return false;
  if (drained.length > 0) logger.log("info", `Drained: ${drained.join(", ")}`);
  stderr(`Stopped with work cut:\n${cut.map((work) => `  ${work}\n`).join("")}`);
  return true;
}
