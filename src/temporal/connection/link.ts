import { type Metadata, ServiceError } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";
import { abortable, AppError, type Clock, deadline, errorText, onAbort, type Secret } from "../../base/mod.ts";
import { parseAddress } from "./address.ts";
import type { ConnectionSettings } from "./connection_settings.ts";
import { connectionError, explain, explainStatus } from "./explain.ts";
import { keyPairFault } from "./key_pair_fault.ts";
import { preflight } from "./preflight.ts";
import type { Credentials } from "./read_credentials.ts";
import { nativeOptions, serverName } from "./transport.ts";
import { Tunnel } from "./tunnel.ts";

/** Milliseconds that a single call may take when nothing else is said. */
const CALL_TIMEOUT = 5000;

/** The service whose health counts, and how a healthy one is called. */
const SERVICE = "temporal.api.workflowservice.v1.WorkflowService";
const SERVING = 1;
/** CANCELLED and DEADLINE_EXCEEDED: what the native connection says when a call's time is over. */
const LATE_STATUSES = [1, 4];

/** What {@linkcode Link.open} works with. */
export interface LinkOptions {
  readonly settings: ConnectionSettings;
  readonly credentials: Credentials;
  readonly clock: Clock;
  /** Gives up; nothing is left open. */
  readonly signal: AbortSignal;
}

/** How {@linkcode Link.checkNamespace} asks. */
export interface NamespaceCheck {
  /** Instead of the key of the connection. */
  readonly apiKey?: Secret;
  /** Milliseconds. @default 5000 */
  readonly timeout?: number;
  /** Ends the wait; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/** One connection to the server: the SDK's, with the tunnel that it may go through. */
export class Link {
  readonly connection: NativeConnection;
  readonly #options: LinkOptions;
  readonly #tunnel: Tunnel | undefined;

  private constructor(connection: NativeConnection, options: LinkOptions, tunnel: Tunnel | undefined) {
    this.connection = connection;
    this.#options = options;
    this.#tunnel = tunnel;
  }

  /**
   * Connects, with one attempt; the SDK's first call is part of it, so the server has seen the credentials.
   *
   * @throws {ConnectionError} when that fails or takes longer than the connection timeout
   * @throws {AppError} kind Unavailable, when `signal` aborts
   */
  static async open(options: LinkOptions): Promise<Link> {
    const { settings, clock, signal } = options;
    const address = parseAddress(settings.address);
    const attempt = new AbortController();
    const { connectTimeout } = settings;
    const late = connectionError(settings, "connection-timeout", `no answer within ${connectTimeout} ms`);
    using _ = onAbort(signal, () => attempt.abort(canceled(settings)));
    using limit = deadline(clock, connectTimeout, late, attempt.signal);
    await preflight(address, serverName(settings), limit.signal);
    return await Link.#connect(options, limit.signal);
  }

  static async #connect(options: LinkOptions, signal: AbortSignal): Promise<Link> {
    const { settings, credentials } = options;
    checkKeyPair(options);
    const tunnel = settings.throughRelay ? await Tunnel.open(tunnelOptions(options)) : undefined;
    const connecting = NativeConnection.connect(nativeOptions(settings, credentials, tunnel));
    try {
      return new Link(await abortable(connecting, signal), options, tunnel);
    } catch (error) {
      connecting.then((late) => late.close(), () => {});
      await tunnel?.close();
      if (error instanceof AppError) throw error;
      throw explain([errorText(error), tunnel?.lastError].filter(Boolean).join("; "), options);
    }
  }

  /**
   * Asks for the client's namespace, which any credentials that are of use may do.
   *
   * @throws {ConnectionError} when it does not exist, the server refuses, or there is no answer in time
   */
  async checkNamespace({ apiKey, timeout = CALL_TIMEOUT, signal }: NamespaceCheck = {}): Promise<void> {
    const { settings: { namespace } } = this.#options;
    const call = () => this.connection.workflowService.describeNamespace({ namespace });
    const metadata: Metadata = apiKey ? { authorization: `Bearer ${apiKey.reveal()}` } : {};
    await this.#call(timeout, () => this.connection.withMetadata(metadata, call), signal);
  }

  /**
   * Makes a cheap call.
   *
   * @param timeout milliseconds
   * @param signal ends the wait; its reason is thrown
   * @throws {ConnectionError} `connection-timeout` when there is no answer in time; others when the server refuses
   */
  async ping(timeout: number, signal?: AbortSignal): Promise<void> {
    await this.#call(timeout, () => this.connection.workflowService.getSystemInfo({}), signal);
  }

  /**
   * Asks how the server is.
   *
   * @param signal ends the wait; its reason is thrown
   * @throws {ConnectionError} when it does not answer in 5 s, refuses, or says that it does not serve
   */
  async checkHealth(signal?: AbortSignal): Promise<void> {
    const { settings } = this.#options;
    const ask = () => this.connection.healthService.check({ service: SERVICE });
    const answer = await this.#call(CALL_TIMEOUT, ask, signal);
    if (answer.status === SERVING) return;
    throw connectionError(settings, "unreachable", "the server says that it does not serve");
  }

  /** Breaks off what can be broken off: calls that wait for an answer fail, and go another way. */
  cut(): void {
    this.#tunnel?.cut();
  }

  async close(): Promise<void> {
    try {
      await this.connection.close();
    } finally {
      await this.#tunnel?.close();
    }
  }

  async #call<T>(timeout: number, call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { settings, clock } = this.#options;
    const late = connectionError(settings, "connection-timeout", `no answer within ${timeout} ms`);
    using limit = deadline(clock, timeout, late, signal);
    try {
      return await abortable(this.connection.withDeadline(Date.now() + timeout, call), limit.signal);
    } catch (error) {
      if (limit.signal.aborted) throw limit.signal.reason;
      if (!(error instanceof ServiceError)) throw explain(errorText(error), this.#options);
      const { code, details, message } = error as ServiceError & { code: number; details: string };
      if (LATE_STATUSES.includes(code)) throw late;
      throw explainStatus(code, details || message, this.#options);
    }
  }
}

function tunnelOptions({ settings, credentials: { keyPair } }: LinkOptions) {
  const target = parseAddress(settings.address);
  if (!settings.tls?.insecureSkipVerify) return { target };
  const pair = keyPair && { certificate: keyPair.certificate.reveal(), key: keyPair.key.reveal() };
  return { target, unverifiedTls: { ...pair } };
}

function canceled({ address }: ConnectionSettings): AppError {
  const message = `cannot connect to Temporal at ${address}: the start was canceled`;
  return new AppError(message, { kind: "Unavailable", retryable: true });
}

function checkKeyPair({ settings, credentials: { keyPair } }: LinkOptions): void {
  const fault = keyPair && keyPairFault(keyPair.certificate.reveal(), keyPair.key.reveal());
  if (!fault) return;
  const reason = `failed to parse certificate and key: ${fault.reason}`;
  throw connectionError(settings, "invalid-key-pair", reason, fault.hint);
}
