import type { NativeConnection } from "@temporalio/worker";
import { AppError, type Clock, type Logger, type Secret } from "../../base/mod.ts";
import { ConnectionError } from "./connection_error.ts";
import type { ConnectionSettings } from "./connection_settings.ts";
import { CredentialWatch, hasCredentialFiles } from "./credential_watch.ts";
import { fingerprint } from "./fingerprint.ts";
import { Health } from "./health.ts";
import { Link } from "./link.ts";
import type { Credentials } from "./read_credentials.ts";
import { repeat, type Repeated } from "./repeat.ts";

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
 * silent, both under the workers that use it (contract/temporal-config.md §2, §4, §6).
 */
export class ConnectionKeeper {
  readonly #options: KeeperOptions;
  readonly #followers = new Set<Follower>();
  readonly #retired = new Map<Link, () => void>();
  readonly #duties: Repeated[] = [];
  #link: Link;
  #credentials: Credentials;
  /** Replacements, one after the other. */
  #replacing: Promise<unknown> = Promise.resolve();

  constructor(options: KeeperOptions, link: Link, credentials: Credentials) {
    this.#options = options;
    this.#link = link;
    this.#credentials = credentials;
    const { settings, clock } = options;
    const { keepAlive, healthCheckInterval } = settings;
    if (hasCredentialFiles(settings)) {
      const watch = new CredentialWatch(settings, credentials, this.#rotate.bind(this), this.#refuse.bind(this));
      this.#duties.push(repeat(clock, WATCH_INTERVAL, (signal) => watch.look(signal)));
    }
    if (keepAlive) {
      this.#duties.push(repeat(clock, keepAlive.time, (signal) => this.#checkAlive(keepAlive.timeout, signal)));
    }
    if (healthCheckInterval !== undefined) {
      const health = new Health((signal) => this.#link.checkHealth(signal), options);
      this.#duties.push(repeat(clock, healthCheckInterval, (signal) => health.check(signal)));
    }
  }

  get connection(): NativeConnection {
    return this.#link.connection;
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

  /** Closes everything; whoever uses the connection must have been stopped. */
  async close(): Promise<void> {
    await Promise.all(this.#duties.map((duty) => duty.stop()));
    for (const cancel of this.#retired.values()) cancel();
    const closings = [...this.#retired.keys(), this.#link].map((link) => link.close());
    const failed = (await Promise.allSettled(closings)).find((closing) => closing.status === "rejected");
    if (failed) throw failed.reason;
  }

  async #checkAlive(timeout: number, signal: AbortSignal): Promise<void> {
    const { logger, entryId } = this.#options;
    try {
      await this.#link.ping(timeout, signal);
    } catch (error) {
      // Any other answer is a sign of life, and a server that is down is waited for by the SDK.
      if (!(error instanceof ConnectionError) || error.code !== "connection-timeout" || signal.aborted) return;
      const silent = this.#link;
      const failure = await this.#replace(this.#credentials, signal);
      if (!failure) silent.cut();
      const outcome = failure ? `cannot be replaced now: ${failure.message}` : "was replaced";
      logger.log("warn", `The connection of "${entryId}" has gone silent (${error.reason}) and ${outcome}`);
    }
  }

  /** A key is tried before it is used; a certificate is tried by connecting with it. */
  async #rotate(fresh: Credentials, signal: AbortSignal): Promise<"done" | "refused" | "again"> {
    const { apiKey } = fresh;
    const isKeyOnly = apiKey !== undefined && fingerprint({ ...this.#credentials, apiKey }) === fingerprint(fresh);
    const failure = isKeyOnly ? await this.#changeApiKey(fresh, apiKey) : await this.#replace(fresh, signal);
    if (failure) {
      if (failure.retryable) return "again";
      return this.#refuse(failure);
    }
    const what = isKeyOnly ? "API key" : "certificates";
    this.#options.logger.log("info", `The ${what} of "${this.#options.entryId}" rotated: the new is in use`);
    return "done";
  }

  #refuse(error: Error): "refused" {
    const message =
      `New credentials of "${this.#options.entryId}" are not used, the old ones are kept: ${error.message}`;
    this.#options.logger.log("error", message);
    return "refused";
  }

  async #changeApiKey(fresh: Credentials, apiKey: Secret): Promise<AppError | undefined> {
    try {
      await this.#link.checkNamespace(apiKey);
      await this.connection.setApiKey(apiKey.reveal());
      this.#credentials = fresh;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  /** @returns why the connection could not be replaced */
  #replace(credentials: Credentials, signal: AbortSignal): Promise<AppError | undefined> {
    const replaced = this.#replacing.then(async () => {
      const { settings, clock } = this.#options;
      try {
        this.#adopt(await Link.open({ settings, credentials, clock, signal }));
        this.#credentials = credentials;
      } catch (error) {
        if (error instanceof AppError) return error;
        throw error;
      }
    });
    this.#replacing = replaced;
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
