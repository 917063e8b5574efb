import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  fromByteString,
  isByteString,
  toByteString,
  toLatin1,
} from "../../base/mod.ts";
import { SECURITY_CONTEXT } from "../../modules/pure/mod.ts";
import type { Payload } from "../proto.ts";
import { fromPayload, toPayload } from "./payload.ts";

type Headers = { [key: string]: Payload };

const CONTEXT = "wippy-context";
const SECURITY = "wippy-security";
const SENDER = ascii("temporal.signal.from");

/** The headers that hand context values down (spec/temporal-activities.md §7); none when there are no values. */
export function contextHeaders(values: ReadonlyMap<ByteString, Data>): Headers {
  const own = new Map(values);
  const security = own.get(SECURITY_CONTEXT);
  own.delete(SECURITY_CONTEXT);
  return { ...own.size > 0 && { [CONTEXT]: toPayload(own) }, ...security && { [SECURITY]: toPayload(security) } };
}

/** The headers of a signal: they also tell its sender. */
export function signalHeaders(values: ReadonlyMap<ByteString, Data>, sender: string): Headers {
  return contextHeaders(new Map([...values, [SENDER, toByteString(sender)]]));
}

/** The context values of a header, without Temporal's own keys; none when it is absent or broken. */
export function readContext(headers: Headers | null | undefined): Map<ByteString, Data> {
  const values = new Map([...decode(headers, CONTEXT)].filter(([key]) => !toLatin1(key).startsWith("temporal.")));
  const security = decode(headers, SECURITY);
  return security.size > 0 ? values.set(SECURITY_CONTEXT, security) : values;
}

/** Pid of a signal's sender; "" when the header does not tell. */
export function readSender(headers: Headers | null | undefined): string {
  const sender = decode(headers, CONTEXT).get(SENDER);
  return isByteString(sender) ? fromByteString(sender) : "";
}

function decode(headers: Headers | null | undefined, name: string): Map<ByteString, Data> {
  const payload = headers?.[name];
  if (!payload) return new Map();
  try {
    const data = fromPayload(payload);
    return data instanceof Map ? data : new Map();
  } catch (error) {
    if (error instanceof AppError) return new Map();
    throw error;
  }
}
