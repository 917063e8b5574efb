import type { ShutdownReport } from "./supervisor.ts";

/** Why a start did not come about; the cause is the first error of a required service, or the reason to call it off. */
export class StartError extends Error {
  override readonly name = "StartError";
  declare readonly cause: Error;
  /** What came of undoing it: services that did not wait for the others were at work already. */
  readonly report: ShutdownReport;

  constructor(cause: Error, report: ShutdownReport) {
    super(cause.message, { cause });
    this.report = report;
  }
}
