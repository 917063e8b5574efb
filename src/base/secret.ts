const REDACTED = "[REDACTED]";
/** Characters that a secret has at least; shorter text occurs by chance in every message. */
const SHORTEST = 6;
/** Names what stands between its lines, and is no secret. */
const PEM_LABEL_REGEXP = /^-----(?:BEGIN|END) [A-Z ]+-----$/;

/** Every secret that was made, by lines (how a line end is written, an escaping may change), the longest first. */
const known: string[] = [];

/**
 * A value that must not be printed: every way of turning it into text gives `[REDACTED]` (architecture.md §5). `reveal()` is
 * the one way to the value, so that its uses can be found.
 */
export class Secret {
  #value: string;

  constructor(value: string) {
    this.#value = value;
    for (const line of value.split("\n")) remember(line.trim());
  }

  /**
   * Clears text that others wrote, such as a server's answer or the report of a bug, of every secret that was made so far.
   * Lines shorter than 6 characters stay.
   */
  static redact(text: string): string {
    return known.reduce((all, line) => all.replaceAll(line, REDACTED), text);
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

function remember(line: string): void {
  if (line.length < SHORTEST || PEM_LABEL_REGEXP.test(line) || known.includes(line)) return;
  const at = known.findIndex((other) => other.length < line.length);
  known.splice(at < 0 ? known.length : at, 0, line);
}
