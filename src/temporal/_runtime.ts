import { makeTelemetryFilterString, Runtime } from "@temporalio/worker";
import type { Logger } from "../base/mod.ts";
import { LogBridge } from "./_log_bridge.ts";

let bridge: LogBridge | undefined;

/**
 * Installs the SDK's runtime, once per process: our signals stay ours (`cli/` owns them) and its log goes to the logger
 * that was given last.
 */
export function installRuntime(logger: Logger): void {
  if (bridge) {
    bridge.target = logger;
    return;
  }
  bridge = new LogBridge(logger);
  Runtime.install({
    logger: bridge,
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }) } },
  });
}
