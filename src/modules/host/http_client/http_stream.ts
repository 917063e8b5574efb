import { AppError, bytesToByteString, type ByteString, text } from "../../../base/mod.ts";
import {
  badArgument,
  isIntegerIn,
  type LuaValue,
  method,
  numberArgument,
  Suspension,
  Userdata,
  type UserdataType,
  waits,
} from "../../../lua/api/mod.ts";
import type { HttpReadCommand } from "./http_command.ts";
import type { HttpExchange } from "./http_exchange.ts";

const DEFAULT_READ = 64 * 1024;
const MOST_READ = 16 * 1024 * 1024;

/** The body of a response in a script's hands, to be read piece by piece (spec/lua-modules.md §17). */
export class HttpStream extends Userdata {
  override readonly type: UserdataType = streamType;
  readonly #exchange: HttpExchange;
  /** Received, and not read yet. */
  #rest: Uint8Array = new Uint8Array();
  #state: "open" | "reading" | "ended" | "closed" = "open";

  constructor(exchange: HttpExchange) {
    super();
    this.#exchange = exchange;
  }

  /**
   * Waits until something has come.
   *
   * @param size most bytes to give
   * @returns a byte string that is not empty; undefined at the end
   * @throws {AppError} as {@linkcode HttpExchange.within}; Invalid when the stream is closed or being read
   */
  async read(size: number): Promise<ByteString | undefined> {
    if (this.#state === "ended") return undefined;
    if (this.#state !== "open") {
      const problem = this.#state === "closed" ? "the stream is closed" : "another read of this stream is under way";
      throw new AppError(text`http_client: ${problem}`, { kind: "Invalid", retryable: false });
    }
    this.#state = "reading";
    try {
      if (this.#rest.length === 0) await this.#fill();
    } finally {
      if (this.#state === "reading") this.#state = this.#exchange.isClosed ? "closed" : "open";
    }
    const bytes = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return bytes.length === 0 ? undefined : bytesToByteString(bytes);
  }

  /** Ends the response early; nothing happens when it has ended. */
  close(): void {
    if (this.#state !== "ended") this.#state = "closed";
    this.#rest = new Uint8Array();
    this.#exchange.close();
  }

  async #fill(): Promise<void> {
    const bytes = await this.#exchange.within(() => this.#exchange.read());
    if (this.#state !== "reading") return;
    if (bytes === undefined) this.#state = "ended";
    else this.#rest = bytes;
  }
}

/** The argument of `stream:read`. */
function sizeOf(args: LuaValue[]): number {
  if (args[0] === undefined) return DEFAULT_READ;
  const size = numberArgument(args, 1, "read");
  if (isIntegerIn(size, 1, MOST_READ)) return size;
  throw badArgument(1, "read", text`a number of bytes from 1 to ${MOST_READ} expected`);
}

export const streamType: UserdataType = {
  name: "HttpStream",
  methods: {
    read: waits(method(HttpStream, "read", (stream, args) => {
      const command: HttpReadCommand = { type: "http_read", stream, size: sizeOf(args) };
      return new Suspension(command);
    })),
    close: method(HttpStream, "close", (stream) => {
      stream.close();
      return true;
    }),
  },
};
