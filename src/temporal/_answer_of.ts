import type { temporal } from "@temporalio/proto";
import { AppError, type Data } from "../base/mod.ts";
import { fromPayload } from "../workflow/mod.ts";

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
