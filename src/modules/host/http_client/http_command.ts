import type { AppError } from "../../../base/mod.ts";
import type { HttpRequest } from "./http_request.ts";
import type { HttpStream } from "./http_stream.ts";

/** Sends a request. Replies the response table, or `nil, err`. */
export interface HttpCommand {
  readonly type: "http";
  readonly request: HttpRequest;
}

/** Sends many requests. Replies a list of responses and a list of errors, or nil when there are none. */
export interface HttpBatchCommand {
  readonly type: "http_batch";
  /** An error stands for a request that cannot be sent. */
  readonly requests: readonly (HttpRequest | AppError)[];
}

/** Reads from a stream. Replies bytes, nothing at the end, or `nil, err`. */
export interface HttpReadCommand {
  readonly type: "http_read";
  readonly stream: HttpStream;
  /** Most bytes to give. */
  readonly size: number;
}

/** What the module `http_client` asks of its world, by type. */
export interface HttpCommandTypes {
  http: HttpCommand;
  http_batch: HttpBatchCommand;
  http_read: HttpReadCommand;
}
