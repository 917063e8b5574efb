const REDACTED = "[REDACTED]";

/**
 * A value that must not be printed: every way of turning it into text gives `[REDACTED]` (design.md §5). `reveal()` is
 * the one way to the value, so that its uses can be found.
 */
export class Secret {
  #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; for the connection that needs it, never for output. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.for("Deno.customInspect")](): string {
    return REDACTED;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return REDACTED;
  }
}
