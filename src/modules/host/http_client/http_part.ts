import type { ByteString } from "../../../base/mod.ts";
import type { HttpStream } from "./http_stream.ts";

/** One part of a `multipart/form-data` body (RFC 7578): a field, or a file when it has a file name. */
export interface HttpPart {
  readonly name: ByteString;
  readonly filename?: ByteString;
  readonly content: ByteString | HttpStream;
}
