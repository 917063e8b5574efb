import { NativeConnection } from "@temporalio/worker";
import { AppError, type Clock, type Component, type Logger, type StopReport } from "../base/mod.ts";
import { installRuntime } from "./_runtime.ts";
import { DataClient } from "./_data_client.ts";
import type { ClientSettings } from "./client_settings.ts";

/** What a {@linkcode TemporalClient} builds on. */
export interface TemporalClientOptions {
  /** Id of the entry, for messages. */
  readonly entryId: string;
  readonly settings: ClientSettings;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * A connection to a Temporal server (contract/temporal-config.md §6). Workers and client calls share it. It lives until
 * it is stopped: a lost connection is mended by the SDK.
 */
export class TemporalClient implements Component {
  readonly settings: ClientSettings;
  readonly failed: Promise<never> = new Promise(() => {});
  readonly #options: TemporalClientOptions;
  #connection: NativeConnection | undefined;

  constructor(options: TemporalClientOptions) {
    this.#options = options;
    this.settings = options.settings;
  }

  /**
   * Connects, with one attempt; the supervisor retries.
   *
   * @throws {AppError} kind Unavailable, when the server cannot be reached within the connection timeout
   */
  async start(signal: AbortSignal): Promise<void> {
    installRuntime(this.#options.logger);
    const { address } = this.settings;
    const connecting = NativeConnection.connect({ address });
    const { promise: given, reject: giveUp } = Promise.withResolvers<never>();
    const unreachable = (reason: string) =>
      new AppError(`cannot connect to Temporal at ${address}: ${reason}`, { kind: "Unavailable", retryable: true });
    const cancelTimeout = this.#options.clock.after(this.settings.connectTimeout, () => {
      giveUp(unreachable(`no answer within ${this.settings.connectTimeout} ms`));
    });
    const onAbort = () => giveUp(unreachable("the start was canceled"));
    signal.addEventListener("abort", onAbort);
    if (signal.aborted) onAbort();
    try {
      this.#connection = await Promise.race([connecting, given]);
    } catch (error) {
      connecting.then((late) => late.close(), () => {});
      throw error instanceof AppError ? error : unreachable(describe(error));
    } finally {
      cancelTimeout();
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** Closes the connection. Workers that use it must have been stopped. */
  async stop(_signal: AbortSignal): Promise<StopReport> {
    const connection = this.#connection;
    this.#connection = undefined;
    try {
      await connection?.close();
      return { cut: [] };
    } catch (error) {
      return { cut: [`connection of "${this.#options.entryId}": ${describe(error)}`] };
    }
  }

  /**
   * The connection, for workers.
   *
   * @throws {AppError} kind Unavailable, before `start` and after `stop`
   */
  get connection(): NativeConnection {
    if (this.#connection) return this.#connection;
    throw new AppError(`client "${this.#options.entryId}" is not connected`, { kind: "Unavailable", retryable: true });
  }

  /** Calls workflows over the same connection; arguments and results are plain data, failures are AppErrors. */
  get workflows(): DataClient {
    return new DataClient({ connection: this.connection, namespace: this.settings.namespace });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
