import type { temporal } from "@temporalio/proto";
import type { Data } from "../base/mod.ts";
import { toPayload } from "../workflow/mod.ts";

/** Values on their way through a client: none are one null payload (spec/temporal-activities.md §5.1). */
export function payloadsOf(values: readonly Data[]): temporal.api.common.v1.IPayloads {
  return { payloads: values.length === 0 ? [toPayload(undefined)] : values.map(toPayload) };
}
