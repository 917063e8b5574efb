import type { NativeConnection } from "@temporalio/worker";
import { AppError, type Clock, type Logger, type Secret } from "../../base/mod.ts";
import { ConnectionError } from "./connection_error.ts";
import type { ConnectionSettings } from "./connection_settings.ts";
import { CredentialWatch, hasCredentialFiles } from "./credential_watch.ts";
import { type Credentials, fingerprint } from "./read_credentials.ts";
import { Link } from "./link.ts";
import { repeat, type Repeated } from "./repeat.ts";
import { Transitions } from "./transitions.ts";

/** Milliseconds between attempts to reach a server that is lost. */
const LOST_INTERVAL = 1000;
/** Milliseconds between looks at credential files. */
const WATCH_INTERVAL = 500;
/** Milliseconds that calls over a replaced connection have to come to an end; a long poll takes 70 s. */
const RETIREMENT = 300_000;

/** Something that uses the connection of the moment, as the SDK's worker does. */
export interface Follower {
  connection: NativeConnection | undefined;
}

/** What a {@linkcode ConnectionKeeper} builds on. */
export interface KeeperOptions {
  readonly entryId: string;
  readonly settings: ConnectionSettings;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Keeps a client connected: takes new credentials over when their files change, and replaces a connection that has gone
 * silent, both under the workers that use it (spec/temporal-config.md §2, §4, §6). Says when the server cannot be
 * used any more, and when it can be again; it stops nothing, workers go on by themselves.
 */
export class ConnectionKeeper {
  readonly #options: KeeperOptions;
  readonly #followers = new Set<Follower>();
  readonly #retired = new Map<Link, () => void>();
  readonly #duties: Repeated[] = [];
  readonly #aliveness: Repeated | undefined;
  readonly #contact: Transitions;
  #isInDoubt = false;
  #link: Link;
  #credentials: Credentials;
  /** Replacements, one after the other. */
  #replacing: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions, link: Link, credentials: Credentials) {
    this.#options = options;
    this.#link = link;
    this.#credentials = credentials;
    const { settings, clock, logger, entryId } = options;
    const { keepAlive, healthCheckInterval } = settings;
    this.#contact = new Transitions(logger, {
      fails: `Client "${entryId}" has no working connection`,
      isWell: `Client "${entryId}" is connected again`,
    });
    if (hasCredentialFiles(settings)) {
      const watch = new CredentialWatch(settings, credentials, this.#rotate.bind(this), this.#refuse.bind(this));
      this.#duties.push(repeat(clock, WATCH_INTERVAL, (signal) => watch.look(signal)));
    }
    if (keepAlive) {
      this.#aliveness = repeat(clock, keepAlive.time, (signal) => this.#checkAlive(keepAlive.timeout, signal));
      this.#duties.push(this.#aliveness);
    }
    if (healthCheckInterval !== undefined) {
      const health = new Transitions(logger, {
        fails: `Health check of "${entryId}" fails`,
        isWell: `Health check of "${entryId}": the server is well again`,
      });
      this.#duties.push(repeat(clock, healthCheckInterval, (signal) => this.#checkHealth(health, signal)));
    }
  }

  get connection(): NativeConnection {
    return this.#link.connection;
  }

  /** What keeps the connection from working at the moment, as far as it was looked at. */
  get fault(): ConnectionError | undefined {
    return this.#contact.fault;
  }

  /**
   * Keeps a user of the connection on the one of the moment.
   *
   * @returns ends that
   */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    if (follower.connection !== this.connection) this.#move(follower);
    return () => this.#followers.delete(follower);
  }

  /**
   * What the server has against the client by now; undefined when nothing. It has taken the credentials before: what is
   * wrong with them may pass, when they are replaced or the server changes its mind.
   */
  async findFault(): Promise<AppError | undefined> {
    try {
      await this.#link.checkNamespace();
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      if (error.code === "unknown-namespace") return error;
      return new AppError(error.message, { kind: error.kind, retryable: true });
    }
  }

  /** Closes everything; whoever uses the connection must have been stopped. */
  async close(): Promise<void> {
    await Promise.all(this.#duties.map((duty) => duty.stop()));
    for (const cancel of this.#retired.values()) cancel();
    const closings = [...this.#retired.keys(), this.#link].map((link) => link.close());
    const failed = (await Promise.allSettled(closings)).find((closing) => closing.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Has the connection looked at soon, and thoroughly: calls over it fail. */
  doubt(): void {
    this.#isInDoubt = true;
    if (this.#contact.isWell) this.#aliveness?.soon();
  }

  /** @returns milliseconds until the next time, when that is to be sooner than usual */
  async #checkAlive(timeout: number, signal: AbortSignal): Promise<number | void> {
    const isThorough = this.#isInDoubt || !this.#contact.isWell;
    this.#isInDoubt = false;
    const look = isThorough ? this.#link.checkNamespace({ timeout, signal }) : this.#link.ping(timeout, signal);
    const error = await failureOf(look, signal);
    const failure = error?.code === "connection-timeout" ? await this.#replaceSilent(error, signal) : error;
    if (signal.aborted) return;
    this.#contact.found(failure);
    if (failure?.retryable) return LOST_INTERVAL;
  }

  async #checkHealth(health: Transitions, signal: AbortSignal): Promise<void> {
    const failure = await failureOf(this.#link.checkHealth(signal), signal);
    if (!signal.aborted) health.found(failure);
  }

  /** @returns why that is not possible now */
  async #replaceSilent({ reason }: ConnectionError, signal: AbortSignal): Promise<ConnectionError | undefined> {
    const { logger, entryId } = this.#options;
    const silent = this.#link;
    const failure = await failureOf(this.#replace(this.#credentials, signal), signal);
    if (failure || signal.aborted) return failure;
    silent.cut();
    if (!this.#contact.isWell) return;
    logger.log("warn", `The connection of "${entryId}" has gone silent (${reason}) and was replaced`);
  }

  /** A key is tried before it is used; a certificate is tried by connecting with it. */
  async #rotate(fresh: Credentials, signal: AbortSignal): Promise<"done" | "refused" | "again"> {
    const { apiKey } = fresh;
    const isKeyOnly = apiKey !== undefined && fingerprint({ ...this.#credentials, apiKey }) === fingerprint(fresh);
    const change = isKeyOnly ? this.#changeApiKey(fresh, apiKey, signal) : this.#replace(fresh, signal);
    const failure = await failureOf(change, signal);
    if (failure?.retryable || signal.aborted) return "again";
    if (failure) return this.#refuse(failure);
    const what = isKeyOnly ? "API key" : "certificates";
    this.#options.logger.log("info", `The ${what} of "${this.#options.entryId}" rotated: the new is in use`);
    if (!this.#contact.isWell) this.#aliveness?.soon();
    return "done";
  }

  #refuse(error: Error): "refused" {
    const message =
      `New credentials of "${this.#options.entryId}" are not used, the old ones are kept: ${error.message}`;
    this.#options.logger.log("error", message);
    return "refused";
  }

  async #changeApiKey(fresh: Credentials, apiKey: Secret, signal: AbortSignal): Promise<void> {
    await this.#link.checkNamespace({ apiKey, signal });
    await this.connection.setApiKey(apiKey.reveal());
    this.#credentials = fresh;
  }

  /** @throws {ConnectionError} when that is not possible now */
  #replace(credentials: Credentials, signal: AbortSignal): Promise<void> {
    const replaced = this.#replacing.then(async () => {
      const { settings, clock } = this.#options;
      this.#adopt(await Link.open({ settings, credentials, clock, signal }));
      this.#credentials = credentials;
    });
    this.#replacing = replaced.catch(() => {});
    return replaced;
  }

  /** A worker that is just ending cannot be moved, and need not be. */
  #move(follower: Follower): void {
    try {
      follower.connection = this.connection;
    } catch (error) {
      const { logger, entryId } = this.#options;
      logger.log("warn", `A worker stays on the old connection of "${entryId}": ${error}`);
    }
  }

  #adopt(link: Link): void {
    const old = this.#link;
    this.#link = link;
    for (const follower of this.#followers) this.#move(follower);
    const cancel = this.#options.clock.after(RETIREMENT, () => {
      this.#retired.delete(old);
      old.close().catch(() => {});
    });
    this.#retired.set(old, cancel);
  }
}

/** What a call over the connection fails with; nothing when `signal` has aborted. */
async function failureOf(call: Promise<void>, signal: AbortSignal): Promise<ConnectionError | undefined> {
  try {
    await call;
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!(error instanceof ConnectionError)) throw error;
    return error;
  }
}
