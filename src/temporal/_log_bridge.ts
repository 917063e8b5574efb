import type { Logger as SdkLogger, LogLevel as SdkLevel, LogMetadata } from "@temporalio/worker";
import type { Logger, LogLevel } from "../base/mod.ts";

/** The SDK tells each step of a worker's life as "info"; for our readers that is detail. */
const LEVELS: Record<SdkLevel, LogLevel | undefined> = {
  TRACE: undefined,
  DEBUG: undefined,
  INFO: "debug",
  WARN: "warn",
  ERROR: "error",
};

/** Warnings about what is a worker's plain purpose: to serve workflows only, or activities only. */
const NORMAL_REGEXP = /^No (?:activities|workflows) registered, not polling/;

/** Fields of the SDK's records that mean nothing to a reader. */
const HIDDEN_FIELDS = new Set(["sdkComponent", "taskToken", "task", "taskEncoded", "target", "spanContexts", "error"]);

/** The SDK's log, core's included, as records of ours. */
export class LogBridge implements SdkLogger {
  /** Where records go; the SDK's runtime lives as long as the process, a logger does not. */
  target: Logger;

  constructor(target: Logger) {
    this.target = target;
  }

  log(level: SdkLevel, message: string, metadata?: LogMetadata): void {
    const ours = LEVELS[level];
    if (ours && !NORMAL_REGEXP.test(message)) this.target.log(ours, message, readable(metadata));
  }

  trace(): void {}

  debug(): void {}

  info(message: string, metadata?: LogMetadata): void {
    this.log("INFO", message, metadata);
  }

  warn(message: string, metadata?: LogMetadata): void {
    this.log("WARN", message, metadata);
  }

  error(message: string, metadata?: LogMetadata): void {
    this.log("ERROR", message, metadata);
  }
}

function readable(metadata: LogMetadata = {}): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(metadata)) if (!HIDDEN_FIELDS.has(name)) fields[name] = value;
  const error: unknown = metadata["error"];
  if (error !== undefined) fields["error"] = error instanceof Error ? error.message : String(error);
  return fields;
}
