import type { Command } from "../../lua/mod.ts";

/** One HTTP request, checked. Replies the response table, or `nil, err`. */
export interface HttpCommand extends Command {
  readonly type: "http";
  /** In capitals. */
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Byte string. */
  readonly body?: string;
  readonly timeoutMilliseconds: number;
  /** Longer bodies, after decompression, are an error. */
  readonly maxResponseBytes: number;
}
