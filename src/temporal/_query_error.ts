import { isGrpcServiceError } from "@temporalio/client";
import { getGrpcStatusDetails } from "@temporalio/client/lib/helpers.js";
import proto from "@temporalio/proto";
import { AppError } from "../base/mod.ts";
import { fromFailure } from "../workflow/mod.ts";

const { QueryFailedFailure } = proto.temporal.api.errordetails.v1;

/**
 * What a query's handler failed with, out of the server's answer; undefined for any other error. Workers on Temporal's core,
 * ours among them, hand on only the message; those of the Go SDK everything.
 */
export function queryErrorOf(error: unknown): AppError | undefined {
  if (!isGrpcServiceError(error)) return undefined;
  const detail = getGrpcStatusDetails(error)?.find(({ type_url }) => type_url?.endsWith(".QueryFailedFailure"));
  if (!detail) return undefined;
  const { failure } = QueryFailedFailure.decode(detail.value ?? new Uint8Array());
  return failure ? fromFailure(failure) : new AppError(error.details || error.message);
}
