import { AppError, toByteString } from "../base/mod.ts";
import type { Scheduler } from "../lua/mod.ts";
import { toPayload } from "./payload.ts";
import type { Query, WorkflowCommand } from "./_proto.ts";
import { toFailure } from "./to_failure.ts";

/**
 * Answers a query (contract/temporal-workflows.md §9). `__stack_trace` gives the Lua tracebacks of all coroutines as one
 * text; every other type is unknown.
 *
 * @param scheduler undefined when the run has ended
 */
export function answerQuery(query: Query, scheduler: Scheduler | undefined): WorkflowCommand {
  const { queryId, queryType } = query;
  if (queryType === "__stack_trace") {
    const text = (scheduler?.tracebacks() ?? []).map(describe).join("\n\n");
    return { respondToQuery: { queryId, succeeded: { response: toPayload(toByteString(text)) } } };
  }
  const error = new AppError(`unknown query type: ${queryType}`, { kind: "Invalid", retryable: false });
  return { respondToQuery: { queryId, failed: toFailure(error) } };
}

function describe(frames: string[], index: number): string {
  return [`coroutine ${index + 1}:`, ...frames.map((frame) => `    ${frame}`)].join("\n");
}
