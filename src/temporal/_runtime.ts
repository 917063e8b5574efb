import { makeTelemetryFilterString, Runtime } from "@temporalio/worker";
import type { Logger } from "../base/mod.ts";
import { LogBridge } from "./_log_bridge.ts";

let bridge: LogBridge | undefined;

/** Explains core's report that a run's code does not fit its history; undefined for a run of somebody else. */
export type Explain = (runId: string, report: string) => string | undefined;

const explainers = new Set<Explain>();
const doubters = new Set<() => void>();

/**
 * Lets a worker explain the reports of its runs in the log.
 *
 * @returns ends it
 */
export function explainReports(explain: Explain): () => void {
  explainers.add(explain);
  return () => void explainers.delete(explain);
}

/**
 * Has a client look at its connection when calls fail: core's records do not say whose.
 *
 * @param doubt is called at most once a second
 * @returns ends it
 */
export function onFailingCalls(doubt: () => void): () => void {
  doubters.add(doubt);
  return () => void doubters.delete(doubt);
}

function explainReport(runId: string, report: string): string | undefined {
  for (const explain of explainers) {
    const explained = explain(runId, report);
    if (explained !== undefined) return explained;
  }
}

/**
 * Installs the SDK's runtime, once per process: our signals stay ours (`cli/` owns them) and its log goes to the logger
 * that was given last. Its records belong to no entry: all clients and workers share one core.
 */
export function installRuntime(given: Logger): void {
  const logger = given.with({ entry: undefined });
  if (bridge) {
    bridge.target = logger;
    return;
  }
  bridge = new LogBridge(logger, {
    explain: explainReport,
    doubt() {
      for (const doubt of doubters) doubt();
      return doubters.size > 0;
    },
  });
  Runtime.install({
    logger: bridge,
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }) } },
  });
}
