import { AppError, type Data, orError, toByteString } from "../../base/mod.ts";
import { workflowMetadata } from "./workflow_metadata.ts";
import { errorOf, fromData, resultOf } from "../../lua/api/mod.ts";
import type { Instance } from "../../lua/run/mod.ts";
import type { Mailbox } from "../../modules/commands/mod.ts";
import { fromPayload, toPayload } from "../payload/payload.ts";
import type { Query, WorkflowCommand } from "../proto.ts";
import type { RunControl } from "../run_control.ts";
import { toFailure } from "../payload/to_failure.ts";
import type { RunInfo } from "../workflow_world.ts";

/** What queries are answered from. */
export interface Queried {
  readonly info: RunInfo;
  readonly mailbox: Mailbox;
  readonly control: RunControl;
  /** Undefined when the run's code never came to run. */
  readonly context: Instance["context"] | undefined;
}

/**
 * Answers a query (spec/temporal-workflows.md §9): `pid` and `state`, those that the script serves, and `__stack_trace`
 * with the Lua tracebacks of all coroutines as one text, `__temporal_workflow_metadata` with what the run can be asked and
 * told; every other type is unknown.
 *
 * @throws {Fault} when the script's handler runs too long
 */
export function answerQuery(query: Query, queried: Queried): WorkflowCommand {
  const queryId = query.queryId ?? "";
  const result = orError(() => toPayload(answerOf(query, queried)));
  if (result instanceof AppError) return { respondToQuery: { queryId, failed: toFailure(result) } };
  return { respondToQuery: { queryId, succeeded: { response: result } } };
}

function answerOf(query: Query, queried: Queried): Data | undefined {
  const { info, control, context } = queried;
  const name = query.queryType ?? "";
  if (name === "pid") return toByteString(info.workflowId);
  if (name === "state") return control.state;
  if (name === "__temporal_workflow_metadata") return workflowMetadata(queried);
  if (name === "__stack_trace") {
    const tracebacks = context?.scheduler.tracebacks() ?? [];
    return toByteString(tracebacks.map(describe).join("\n\n"));
  }
  const handler = control.query(name);
  if (!handler || !context) {
    throw new AppError(`unknown query type: ${name}`, { kind: "Invalid", retryable: false });
  }
  const args = () => (query.arguments ?? []).map((payload) => fromData(fromPayload(payload) ?? null, context.state));
  context.state.startTurn();
  const end = context.scheduler.read(handler, args);
  if (end.type === "faulted") throw end.fault;
  if (end.type === "raised") throw errorOf(end.value, end.traceback);
  return resultOf(end.values);
}

function describe(frames: string[], index: number): string {
  return [`coroutine ${index + 1}:`, ...frames.map((frame) => `    ${frame}`)].join("\n");
}
