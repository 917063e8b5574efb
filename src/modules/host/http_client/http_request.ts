import type { ByteString } from "../../../base/mod.ts";
import type { HttpConnection } from "./http_connection.ts";
import type { HttpPart } from "./http_part.ts";

/** One HTTP request, checked. */
export interface HttpRequest {
  /** In capitals. */
  readonly method: string;
  /** Without credentials. */
  readonly url: string;
  readonly headers: readonly (readonly [name: ByteString, value: ByteString])[];
  /** Bytes, or the parts of `multipart/form-data`. */
  readonly body: ByteString | readonly HttpPart[] | undefined;
  /** For the whole exchange; for the headers and then each read when the response is a stream. */
  readonly timeoutMilliseconds: number;
  /** Longer bodies, after decompression, are an error; streams have no limit by default. */
  readonly maxResponseBytes: number;
  /** The response's body is read piece by piece. */
  readonly isStream: boolean;
  /** Absent when nothing but the URL says how to reach the server. */
  readonly connection: HttpConnection | undefined;
}
