import { AppError, ascii, type ByteString, type Data, ERROR_KINDS, toByteString } from "../../base/mod.ts";
import type { Failure } from "../proto.ts";
import { fromPayload } from "./payload.ts";

type Info = NonNullable<Failure["applicationFailureInfo"]>;

/**
 * What the failure of another SDK holds beside message, kind and retryability: the keys of its only detail, or `details`
 * for any other, a list when there are several; and `_type`, its type where that is no error kind.
 *
 * @returns undefined when it holds nothing more
 */
export function foreignDetails({ type, details }: Info): Data | undefined {
  const given = (details?.payloads ?? []).map(readDetail).filter((detail) => detail !== undefined);
  const [only] = given;
  const all = new Map<ByteString, Data>(given.length === 1 && only instanceof Map ? only : []);
  if (given.length > 1) all.set(ascii("details"), given);
  else if (only !== undefined && !(only instanceof Map)) all.set(ascii("details"), only);
  if (type && !(ERROR_KINDS as readonly string[]).includes(type)) all.set(ascii("_type"), toByteString(type));
  return all.size > 0 ? all : undefined;
}

/** Other SDKs may put anything into the details, also what we cannot read. */
function readDetail(payload: Parameters<typeof fromPayload>[0]): Data | undefined {
  try {
    return fromPayload(payload);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
