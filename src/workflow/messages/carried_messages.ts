import { AppError, type Data, fromByteString, isByteString, toByteString } from "../../base/mod.ts";
import { Fault } from "../../lua/api/mod.ts";
import type { IncomingMessage } from "../../modules/commands/mod.ts";
import type { Payload } from "../proto.ts";
import { fromPayload, toPayload } from "../payload/payload.ts";

type Headers = { [key: string]: Payload };

/** Ours alone: what a run received and its script did not read goes on to the next run of the chain. */
const MESSAGES = "lunation-messages";

/** Bytes; Temporal's own limit for a payload. */
const MOST_BYTES = 2 * 1024 * 1024;

/**
 * The header that takes unread messages along; none when there are none.
 *
 * @throws {Fault} when they are too large together. The task fails and nothing is lost: the run goes on with code that
 * receives more of them before it goes on in a new run.
 */
export function carryMessages(messages: readonly IncomingMessage[]): Headers {
  if (messages.length === 0) return {};
  const payload = toPayload(
    messages.map(({ topic, from, payloads }) => [toByteString(topic), toByteString(from), [...payloads]]),
  );
  const size = payload.data?.length ?? 0;
  if (size > MOST_BYTES) {
    const amount = `${messages.length} unread messages of ${size} bytes along, at most ${MOST_BYTES}`;
    throw new Fault("size", `process.upgrade cannot take ${amount}: receive more of them before`);
  }
  return { [MESSAGES]: payload };
}

/** The messages that the previous run took along, in their order. */
export function carriedMessages(headers: Headers | null | undefined): IncomingMessage[] {
  const payload = headers?.[MESSAGES];
  const data = payload && fromPayload(payload);
  return Array.isArray(data) ? data.map(readMessage) : [];
}

function readMessage(data: Data): IncomingMessage {
  const [topic, from, payloads] = Array.isArray(data) ? data : [];
  if (isByteString(topic) && isByteString(from) && Array.isArray(payloads)) {
    return { topic: fromByteString(topic), from: fromByteString(from), payloads };
  }
  throw new AppError(`broken header "${MESSAGES}"`, { kind: "Internal", retryable: false });
}
