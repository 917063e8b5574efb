import type { NativeConnection } from "@temporalio/worker";
import { WorkflowClient } from "@temporalio/client";
import type { LoadedDataConverter } from "@temporalio/common";
import {
  AppError,
  type Clock,
  type Component,
  type ComponentStatus,
  errorText,
  type Logger,
  type StopReport,
} from "../base/mod.ts";
import {
  ConnectionKeeper,
  type ConnectionSettings,
  FollowingConnection,
  Link,
  readCredentials,
} from "./connection/mod.ts";
import { type LanePlace, Lanes } from "./_lanes.ts";
import { installRuntime, onFailingCalls } from "./_runtime.ts";
import { WorkflowCalls } from "./executions/workflow_calls.ts";
import { serviceError } from "./_service_error.ts";
import { ExitWatcher } from "./executions/exit_watcher.ts";
import type { ServiceCall } from "./executions/service_call.ts";
import { dataConverter } from "./_data_converter.ts";

/** What a Temporal client needs to know (spec/temporal-config.md §1): how it connects. */
export type ClientSettings = ConnectionSettings;

/** What a {@linkcode TemporalClient} builds on. */
export interface TemporalClientOptions {
  /** Id of the entry, for messages. */
  readonly entryId: string;
  readonly settings: ClientSettings;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * A connection to a Temporal server (spec/temporal-config.md §6). Workers and client calls share it. It lives until
 * it is stopped: a lost connection is mended by the SDK, a silent one and one with old credentials are replaced.
 */
export class TemporalClient implements Component {
  readonly settings: ClientSettings;
  readonly failed: Promise<never> = new Promise(() => {});
  readonly #options: TemporalClientOptions;
  /** What processes and operators do with workflows. */
  readonly calls: WorkflowCalls;
  readonly #exits: ExitWatcher;
  #keeper: ConnectionKeeper | undefined;
  #lanes: Lanes | undefined;
  #endDoubts = () => {};

  constructor(options: TemporalClientOptions) {
    this.#options = options;
    this.settings = options.settings;
    this.#exits = new ExitWatcher(this.call, options.clock);
    this.calls = new WorkflowCalls(this.call, this.#exits);
  }

  /**
   * Reads the credentials, connects and looks for the namespace, with one attempt; the supervisor retries what may pass.
   *
   * @throws {ConnectionError} with what is wrong and how to mend it
   */
  async start(signal: AbortSignal): Promise<void> {
    const { settings, entryId, logger, clock } = this.#options;
    installRuntime(logger);
    const { credentials, warnings } = await readCredentials(settings);
    for (const warning of warnings) logger.log("warn", `Client "${entryId}": ${warning}`);
    if (settings.tls?.insecureSkipVerify) {
      logger.log("warn", `Client "${entryId}" takes any certificate: "tls.insecure_skip_verify" is on`);
    }
    const link = await Link.open({ settings, credentials, clock, signal });
    try {
      await link.checkNamespace();
      signal.throwIfAborted();
    } catch (error) {
      await link.close();
      throw error;
    }
    const keeper = new ConnectionKeeper(this.#options, link, credentials);
    this.#keeper = keeper;
    this.#endDoubts = onFailingCalls(() => keeper.doubt());
    this.#lanes = new Lanes(this.#keeper, (signal) => this.#connectAnew(signal));
  }

  /** Closes the connection. Workers that use it must have been stopped. */
  async stop(_signal: AbortSignal): Promise<StopReport> {
    const lanes = this.#lanes;
    this.#endDoubts();
    this.#exits.close();
    this.#keeper = undefined;
    this.#lanes = undefined;
    try {
      await lanes?.close();
      return { cut: [] };
    } catch (error) {
      return { cut: [`connection of "${this.#options.entryId}": ${errorText(error)}`] };
    }
  }

  status(): ComponentStatus {
    const fault = this.#keeper?.fault;
    return fault ? { fault: fault.message } : {};
  }

  /**
   * The connection of the moment.
   *
   * @throws {AppError} kind Unavailable, before `start` and after `stop`
   */
  get connection(): NativeConnection {
    return this.#connected.connection;
  }

  /**
   * The connection for a worker that polls that queue; it may be replaced at any time, so the worker is to follow it.
   *
   * @throws {AppError} kind Unavailable, before `start` and after `stop`
   * @throws {ConnectionError} when the worker needs a connection of its own, which cannot be had
   */
  enter(taskQueue: string, signal: AbortSignal): Promise<LanePlace> {
    return this.#lanes?.enter(taskQueue, signal) ?? Promise.reject(this.#notConnected());
  }

  /** Makes a call over the connection of the moment; kind Unavailable before `start` and after `stop`. */
  readonly call: ServiceCall = async (body) => {
    try {
      return await body(this.connection.workflowService, this.settings.namespace);
    } catch (error) {
      throw serviceError(error);
    }
  };

  /**
   * What the server has against this client by now; undefined when nothing.
   *
   * @throws {AppError} kind Unavailable, before `start` and after `stop`
   */
  async findFault(): Promise<AppError | undefined> {
    return await this.#connected.findFault();
  }

  /** Calls workflows over the same connection; arguments and results are plain data, failures are AppErrors. */
  get workflows(): DataClient {
    const keeper = this.#connected;
    const connection = new FollowingConnection(() => keeper.connection);
    return new DataClient({ connection, namespace: this.settings.namespace });
  }

  get #connected(): ConnectionKeeper {
    if (this.#keeper) return this.#keeper;
    throw this.#notConnected();
  }

  #notConnected(): AppError {
    const message = `client "${this.#options.entryId}" is not connected`;
    return new AppError(message, { kind: "Unavailable", retryable: true });
  }

  async #connectAnew(signal: AbortSignal): Promise<ConnectionKeeper> {
    const { settings, clock } = this.#options;
    const { credentials } = await readCredentials(settings);
    const link = await Link.open({ settings, credentials, clock, signal });
    return new ConnectionKeeper({ ...this.#options, logger: asDetails(this.#options.logger) }, link, credentials);
  }
}

/** What becomes of a further connection the first one tells as well. */
function asDetails(logger: Logger): Logger {
  return {
    log: (_, message, fields) => logger.log("debug", message, fields),
    with: (fields) => asDetails(logger.with(fields)),
  };
}

/** The SDK's workflow client, with plain data as arguments and results and AppErrors as causes of failures. */
class DataClient extends WorkflowClient {
  protected override get dataConverter(): LoadedDataConverter {
    return dataConverter;
  }
}
