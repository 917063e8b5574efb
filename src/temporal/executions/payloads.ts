import type { temporal } from "@temporalio/proto";
import { fromPayload, toPayload } from "../../workflow/mod.ts";
import { AppError, type Data } from "../../base/mod.ts";

/** Values on their way through a client: none are one null payload (spec/temporal-activities.md §5.1). */
export function payloadsOf(values: readonly Data[]): temporal.api.common.v1.IPayloads {
  return { payloads: values.length === 0 ? [toPayload(undefined)] : values.map(toPayload) };
}

/** What a workflow says: a value, nothing, or an error. */
export interface Answer {
  readonly value?: Data;
  readonly error?: AppError;
}

/** Reads the first payload of a result; one that cannot be read is an error. */
export function answerOf(result: temporal.api.common.v1.IPayloads | null | undefined): Answer {
  const payload = result?.payloads?.[0];
  if (!payload) return {};
  try {
    const value = fromPayload(payload);
    return value === undefined ? {} : { value };
  } catch (error) {
    if (error instanceof AppError) return { error };
    throw error;
  }
}
