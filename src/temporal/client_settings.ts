/** What a Temporal client needs to know (contract/temporal-config.md §1). */
export interface ClientSettings {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  /** Put in front of each worker's task queue, without a separator. */
  readonly taskQueuePrefix: string;
  /** Milliseconds that the first connection may take. */
  readonly connectTimeout: number;
}
