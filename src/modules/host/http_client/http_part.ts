import type { HttpStream } from "./http_stream.ts";

/** One part of a `multipart/form-data` body (RFC 7578): a field, or a file when it has a file name. Byte strings. */
export interface HttpPart {
  readonly name: string;
  readonly filename?: string;
  readonly content: string | HttpStream;
}
