import {
  AppError,
  ascii,
  type ByteString,
  canceled,
  type Data,
  ERROR_KINDS,
  type ErrorKind,
  toByteString,
} from "../../base/mod.ts";
import { RetryState, TimeoutType } from "../enums.ts";
import { decodeErrorChain } from "./error_chain.ts";
import { foreignDetails } from "./foreign_details.ts";
import type { Failure } from "../proto.ts";
import { fromPayload } from "./payload.ts";

/** Types that other SDKs and the server give to "there is no such thing". */
const NOT_FOUND_TYPES = [
  "ActivityNotRegisteredError",
  "ActivityNotRegistered",
  "NotFoundError",
  "WorkflowNotRegisteredError",
  "NamespaceNotFoundError",
];

/** Reads a Temporal failure as an error (spec/temporal-activities.md §6.4); never throws. */
export function fromFailure(failure: Failure): AppError {
  const wrapper = wrapperDetails(failure);
  if (!wrapper) return fromCause(failure);
  const inner = failure.cause ? fromFailure(failure.cause) : new AppError(failure.message ?? "", { kind: "Internal" });
  return new AppError(inner.message, {
    kind: inner.kind,
    retryable: inner.retryable,
    details: addDetails(inner.details, wrapper),
    stack: inner.luaStack,
    cause: inner.cause,
    context: inner.context,
  });
}

function wrapperDetails(failure: Failure): [ByteString, Data][] | undefined {
  const activity = failure.activityFailureInfo;
  if (activity) {
    return [
      [ascii("_wrapper"), ascii("activity")],
      [ascii("_activity_id"), text(activity.activityId)],
      [ascii("_retry_state"), text(retryState(activity.retryState))],
    ];
  }
  const child = failure.childWorkflowExecutionFailureInfo;
  if (!child) return undefined;
  return [
    [ascii("_wrapper"), ascii("child_workflow")],
    [ascii("_workflow_id"), text(child.workflowExecution?.workflowId)],
    [ascii("_workflow_type"), text(child.workflowType?.name)],
    [ascii("_run_id"), text(child.workflowExecution?.runId)],
    [ascii("_retry_state"), text(retryState(child.retryState))],
  ];
}

function addDetails(details: Data | undefined, added: [ByteString, Data][]): Data {
  if (details instanceof Map) return new Map<ByteString, Data>([...details, ...added]);
  return new Map<ByteString, Data>(details === undefined ? added : [[ascii("details"), details], ...added]);
}

function fromCause(failure: Failure): AppError {
  if (failure.applicationFailureInfo) return fromApplicationFailure(failure);
  if (failure.canceledFailureInfo) return canceled();
  if (failure.terminatedFailureInfo) return new AppError("workflow terminated", { kind: "Canceled", retryable: false });
  if (failure.timeoutFailureInfo) {
    const details = new Map([[ascii("timeout_type"), text(timeoutType(failure.timeoutFailureInfo.timeoutType))]]);
    return new AppError(failure.message ?? "", { kind: "Timeout", retryable: false, details });
  }
  if (failure.cause) return fromFailure(failure.cause);
  return new AppError(failure.message ?? "", { kind: "Internal" });
}

function fromApplicationFailure(failure: Failure): AppError {
  const info = failure.applicationFailureInfo!;
  const chain = readChain(failure);
  if (chain) return chain;
  if (info.type === "PanicError") {
    const stack = (failure.stackTrace ?? "").split("\n").filter((line) => line !== "");
    return new AppError(failure.message ?? "", { kind: "Internal", retryable: false, stack });
  }
  return new AppError(failure.message ?? "", {
    kind: kindOf(info.type ?? ""),
    retryable: !info.nonRetryable,
    details: foreignDetails(info),
  });
}

/** Other SDKs may put anything into the details, also what we cannot read. */
function readChain(failure: Failure): AppError | undefined {
  const payload = failure.applicationFailureInfo?.details?.payloads?.[0];
  if (!payload) return undefined;
  try {
    return decodeErrorChain(fromPayload(payload));
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function kindOf(type: string): ErrorKind {
  if (NOT_FOUND_TYPES.includes(type)) return "NotFound";
  return (ERROR_KINDS as readonly string[]).includes(type) ? type : "";
}

/** `start_to_close` for TIMEOUT_TYPE_START_TO_CLOSE. */
function timeoutType(value: number | null | undefined): string {
  return value ? (TimeoutType[value]?.slice("TIMEOUT_TYPE_".length).toLowerCase() ?? "unknown") : "unknown";
}

/** `MaximumAttemptsReached` for RETRY_STATE_MAXIMUM_ATTEMPTS_REACHED. */
function retryState(value: number | null | undefined): string {
  const words = (RetryState[value ?? 0] ?? "").split("_").slice(2);
  return words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join("");
}

function text(value: string | null | undefined): ByteString {
  return toByteString(value ?? "");
}
