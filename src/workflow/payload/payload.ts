import { AppError, bytesToByteString, type Data, decodeJson, encodeJson } from "../../base/mod.ts";
import type { Payload } from "../proto.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const JSON_METADATA = { encoding: encoder.encode("json/plain") };
const NULL_METADATA = { encoding: encoder.encode("binary/null") };

/** Writes a value as a payload (spec/temporal-activities.md §5.1): `json/plain`, or `binary/null` for undefined. */
export function toPayload(data: Data | undefined): Payload {
  if (data === undefined) return { metadata: NULL_METADATA };
  return { metadata: JSON_METADATA, data: encoder.encode(encodeJson(data)) };
}

/**
 * Reads a payload (spec/temporal-activities.md §5.1).
 *
 * @returns undefined for `binary/null`
 * @throws {AppError} kind Internal, when the encoding is missing or unknown or the JSON is broken
 */
export function fromPayload(payload: Payload): Data | undefined {
  const encoding = payload.metadata?.["encoding"];
  if (!encoding) throw new AppError("missing encoding metadata in payload", { kind: "Internal" });
  const bytes = payload.data ?? new Uint8Array();
  const name = decoder.decode(encoding);
  switch (name) {
    case "json/plain":
      return decodeJson(decoder.decode(bytes));
    case "binary/null":
      return undefined;
    case "binary/plain":
      return bytesToByteString(bytes);
    default:
      throw new AppError(`unsupported temporal payload encoding: ${name}`, { kind: "Internal" });
  }
}
