import { type ShutdownReport, StartError } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";
import { StopRequest } from "../run/until_stopped.ts";

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

/**
 * Tells why an application did not start, unless a signal called that off, and what undoing it has cut.
 *
 * @param error what `run` threw; anything but a start that failed is thrown again
 */
export function reportFailedStart(context: CliContext, error: unknown): { code: number; cut: boolean } {
  if (!(error instanceof StartError)) throw error;
  const cut = reportStop(context, error.report);
  if (error.cause instanceof StopRequest) return { code: 0, cut };
  context.stderr(`error: ${error.message}\n`);
  return { code: 1, cut };
}
