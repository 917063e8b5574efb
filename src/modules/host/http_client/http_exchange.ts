import {
  ascii,
  bytesToByteString,
  type ByteString,
  canceled,
  type Clock,
  concatBytes,
  onAbort,
} from "../../../base/mod.ts";
import { httpFailure, httpTimeout, tooLarge } from "./_http_failure.ts";
import { encodeBody } from "./_multipart.ts";
import type { HttpRequest } from "./http_request.ts";
import { type HttpTransport, openTransport } from "./http_transport.ts";

/** What an {@linkcode HttpExchange} works with. */
export interface HttpExchangeOptions {
  /** Ends the exchange, wherever it stands. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** One request and its response, until the body has been read or nobody wants it any more. */
export class HttpExchange {
  readonly #request: HttpRequest;
  readonly #options: HttpExchangeOptions;
  readonly #abort = new AbortController();
  readonly #following: Disposable;
  #transport: HttpTransport | undefined;
  #body: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #uploadFault: unknown;
  #received = 0;
  #hasTimedOut = false;
  #isClosed = false;

  constructor(request: HttpRequest, options: HttpExchangeOptions) {
    this.#request = request;
    this.#options = options;
    this.#following = onAbort(options.signal, () => this.#cut());
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /**
   * Runs some steps of the exchange under its timeout; when they fail, nothing of it stays open.
   *
   * @throws {AppError} Internal and retryable when the network fails or the time passes, Internal when the body is too
   * large, Canceled after the signal, PermissionDenied when Deno forbids the host
   */
  async within<T>(steps: () => Promise<T>): Promise<T> {
    const stopTimer = this.#options.clock.after(this.#request.timeoutMilliseconds, () => {
      this.#hasTimedOut = true;
      this.#abort.abort();
    });
    try {
      if (this.#options.signal.aborted) throw canceled();
      return await steps();
    } catch (error) {
      this.close();
      if (this.#options.signal.aborted) throw canceled();
      if (this.#hasTimedOut) throw httpTimeout(this.#request);
      throw httpFailure(this.#uploadFault ?? error, this.#request);
    } finally {
      stopTimer();
    }
  }

  /** Sends the request; resolves when the headers of the response, after redirects, have come. */
  async send(): Promise<Response> {
    const { method, url, headers, body, connection } = this.#request;
    this.#transport = openTransport(connection);
    const encoded = encodeBody(body, headers, (fault) => this.#uploadFault = fault);
    const response = await this.#transport.fetch(url, { method, ...encoded, signal: this.#abort.signal });
    this.#body = response.body?.getReader();
    return response;
  }

  /** The next bytes of the body, after decompression; undefined at its end, which closes the exchange. */
  async read(): Promise<Uint8Array | undefined> {
    const { value } = await this.#body?.read() ?? {};
    if (value === undefined) {
      this.close();
      return undefined;
    }
    this.#received += value.length;
    if (this.#received > this.#request.maxResponseBytes) throw tooLarge(this.#request);
    return value;
  }

  /** The whole body. */
  async readAll(): Promise<ByteString> {
    let body = ascii("");
    for (let bytes = await this.read(); bytes !== undefined; bytes = await this.read()) {
      body = concatBytes(body, bytesToByteString(bytes));
    }
    return body;
  }

  /** Ends the exchange; a connection with something still to come on it is cut. */
  close(): void {
    if (this.#isClosed) return;
    this.#following[Symbol.dispose]();
    this.#cut();
  }

  #cut(): void {
    this.#isClosed = true;
    this.#abort.abort();
    this.#transport?.close();
  }
}
