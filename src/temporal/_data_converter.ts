import {
  ApplicationFailure,
  DefaultFailureConverter,
  type FailureConverter,
  type LoadedDataConverter,
  type PayloadConverter,
  TemporalFailure,
} from "@temporalio/common";
import { AppError, type Data, errorText } from "../base/mod.ts";
import { fromFailure, fromPayload, toFailure, toPayload } from "../workflow/mod.ts";

/** Wraps an error so that the SDK's error handling carries it, unchanged, to {@linkcode dataConverter}. */
export function toApplicationFailure(error: AppError): ApplicationFailure {
  return ApplicationFailure.create({ message: error.message, type: error.kind || "Internal", cause: error });
}

const payloadConverter: PayloadConverter = {
  toPayload: (value) => toPayload(value as Data | undefined),
  fromPayload<T>(payload: Parameters<typeof fromPayload>[0]): T {
    try {
      return fromPayload(payload) as T;
    } catch (error) {
      throw error instanceof AppError ? toApplicationFailure(error) : error;
    }
  },
};

const sdkConverter = new DefaultFailureConverter();

const failureConverter: FailureConverter = {
  errorToFailure(error) {
    const cause = error instanceof ApplicationFailure ? error.cause : error;
    if (cause instanceof AppError) return toFailure(cause);
    if (error instanceof TemporalFailure) return sdkConverter.errorToFailure(error, payloadConverter);
    return toFailure(new AppError(errorText(error), { kind: "Internal" }));
  },
  failureToError: (failure) => fromFailure(failure),
};

/**
 * Converts between plain data and payloads, and between AppErrors and failures, where the SDK calls us: activities and
 * client calls (spec/temporal-activities.md §5, §6). Workflows write their payloads themselves.
 */
export const dataConverter: LoadedDataConverter = { payloadConverter, failureConverter, payloadCodecs: [] };
