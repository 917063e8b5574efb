import type { ConnectionLike } from "@temporalio/client";

/** A connection for clients of the SDK that leads every call over the connection of the moment. */
export class FollowingConnection implements ConnectionLike {
  readonly #current: () => ConnectionLike;

  constructor(current: () => ConnectionLike) {
    this.#current = current;
  }

  get workflowService(): ConnectionLike["workflowService"] {
    return this.#current().workflowService;
  }

  get operatorService(): ConnectionLike["operatorService"] {
    return this.#current().operatorService;
  }

  get plugins(): ConnectionLike["plugins"] {
    return this.#current().plugins;
  }

  ensureConnected(): Promise<void> {
    return this.#current().ensureConnected();
  }

  /** Whoever opened the connection closes it. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  withDeadline<R>(deadline: number | Date, call: () => Promise<R>): Promise<R> {
    return this.#current().withDeadline(deadline, call);
  }

  withMetadata<R>(metadata: Parameters<ConnectionLike["withMetadata"]>[0], call: () => Promise<R>): Promise<R> {
    return this.#current().withMetadata(metadata, call);
  }

  withAbortSignal<R>(signal: AbortSignal, call: () => Promise<R>): Promise<R> {
    return this.#current().withAbortSignal(signal, call);
  }
}
