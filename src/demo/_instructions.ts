/** How the payment service misbehaves for one card. */
export interface Instructions {
  /** Requests of the order that are answered with 503 before one is served. */
  readonly fail: number;
  /** Milliseconds between booking and answer. */
  readonly delay: number;
}

/** Reads the words of a card that are instructions: `ok fail=2 delay=500`. */
export function instructions(card: string): Instructions {
  const value = (name: string) => Number(new RegExp(`(?:^|\\s)${name}=(\\d+)(?:\\s|$)`).exec(card)?.[1] ?? 0);
  return { fail: value("fail"), delay: value("delay") };
}
