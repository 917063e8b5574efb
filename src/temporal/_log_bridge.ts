import {
  type Logger as SdkLogger,
  type LogLevel as SdkLevel,
  type LogMetadata,
  LogTimestamp,
} from "@temporalio/worker";
import type { Logger, LogLevel } from "../base/mod.ts";
import { readReport } from "../workflow/mod.ts";

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

/** How core prints an answer of the server: its code and its message. */
const STATUS_REGEXP = /\bStatus \{ code: (\w+), message: "((?:[^"\\]|\\.)*)".*$/s;
/** Core's record of a workflow task that it fails. */
const TASK_FAILED = "Failing workflow task";
/** Core's record of one call that is tried again: in an outage each of a worker's pollers writes some, dozens a second. */
const RETRY_REGEXP = /^gRPC call (\w+) retried \d+ times$/;
/** Answers that a connection which works does not give. */
const LOST_REGEXP = /^Status \{ code: (?:Unavailable|Unauthenticated|PermissionDenied|Unknown)\b/;
/** Records of what the supervisor tells of a worker that polls in vain, in words that mean nothing to a reader. */
const POLLING_FAULT_REGEXP =
  /^(?:Error while polling for|Worker failed|shutdown_worker rpc errored|Workflow processing encountered fatal|Network error while describing namespace)/;
/** Nanoseconds after which an outage is told of again. */
const RETRY_SILENCE = 30_000_000_000n;
/** Nanoseconds between doubts. */
const DOUBT_SILENCE = 1_000_000_000n;

/** Who knows more than core's records tell. */
export interface LogBridgeHelp {
  /** Makes a message of a run's id and core's report that its code does not fit its history. */
  explain(runId: string, report: string): string | undefined;
  /** Has connections looked at, which tell what is wrong with them; false when there is nobody to do so. */
  doubt(): boolean;
}

/** The SDK's log, core's included, as records of ours. */
export class LogBridge implements SdkLogger {
  /** Where records go; the SDK's runtime lives as long as the process, a logger does not. */
  target: Logger;
  readonly #help: LogBridgeHelp;
  /** When an outage was told of, in nanoseconds since the Unix epoch. */
  #retryTold: bigint | undefined;
  /** When connections were looked at last. */
  #doubted: bigint | undefined;

  constructor(target: Logger, help: LogBridgeHelp) {
    this.target = target;
    this.#help = help;
  }

  log(level: SdkLevel, message: string, metadata?: LogMetadata): void {
    const ours = POLLING_FAULT_REGEXP.test(message) ? "debug" : LEVELS[level];
    const call = RETRY_REGEXP.exec(message)?.[1];
    if (message === TASK_FAILED && this.#tellNondeterminism(metadata)) return;
    if (call !== undefined) this.#tellRetry(call, metadata);
    else if (ours && !NORMAL_REGEXP.test(message)) this.target.log(ours, message, readable(metadata));
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

  /** Core's record knows neither entry nor type of the workflow. False when no worker of ours does. */
  #tellNondeterminism({ runId, failure }: LogMetadata = {}): boolean {
    const report = String(failure);
    if (!report.includes("Nondeterminism error")) return false;
    const explained = this.#help.explain(String(runId), report);
    if (explained === undefined) return false;
    this.target.log("error", `Workflow task failed: ${explained}`, { run_id: runId });
    return true;
  }

  /** What is wrong with a connection its client tells. Else one record says it for all calls, and again while it lasts. */
  #tellRetry(call: string, metadata: LogMetadata = {}): void {
    const now = metadata[LogTimestamp] as bigint;
    if (LOST_REGEXP.test(String(metadata["error"])) && this.#doubt(now)) return;
    if (this.#retryTold !== undefined && now - this.#retryTold < RETRY_SILENCE) return;
    this.#retryTold = now;
    this.target.log("warn", `Calls to Temporal fail and are tried again: ${brief(metadata["error"])}`, { call });
  }

  /** False when there is no client to look at its connection. */
  #doubt(now: bigint): boolean {
    if (this.#doubted !== undefined && now - this.#doubted < DOUBT_SILENCE) return true;
    const isLookedAt = this.#help.doubt();
    if (isLookedAt) this.#doubted = now;
    return isLookedAt;
  }
}

function readable(metadata: LogMetadata = {}): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(metadata)) if (!HIDDEN_FIELDS.has(name)) fields[name] = brief(value);
  const error: unknown = metadata["error"];
  if (error !== undefined) fields["error"] = error instanceof Error ? error.message : brief(String(error));
  return fields;
}

/** A server's answer as its code and message, a failure as its message, without core's internals; other values as they are. */
function brief(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.startsWith("Failure {") ? readReport(value) : briefStatus(value);
}

/**
 * What core says, with an answer of the server (it prints `Status { code: Unavailable, message: "tcp connect error", … }`)
 * as its code and message. Nothing follows an answer.
 */
export function briefStatus(text: string): string {
  return text.replace(STATUS_REGEXP, "$1: $2");
}
