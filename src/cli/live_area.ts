import type { ConsoleSize } from "../platform/mod.ts";

const CLEAR_BELOW = "\x1b[0J";

/**
 * The last lines of a terminal, redrawn in place while other text goes above them. As long as nothing is shown, text passes
 * through as it is.
 */
export class LiveArea {
  readonly #write: (text: string) => void;
  readonly #size: () => ConsoleSize;
  #lines: readonly string[] = [];

  /** @param size how large the terminal is now; what does not fit is left out */
  constructor(write: (text: string) => void, size: () => ConsoleSize) {
    this.#write = write;
    this.#size = size;
  }

  /** Writes text above the lines. */
  print(text: string): void {
    if (this.#lines.length === 0) return this.#write(text);
    const whole = text.endsWith("\n") ? text : `${text}\n`;
    this.#write(`${this.#erase()}${whole}${this.#text()}`);
  }

  /** Shows these lines instead of those before. */
  show(lines: readonly string[]): void {
    const before = this.#text();
    const erase = this.#erase();
    this.#lines = this.#fitting(lines);
    if (this.#text() !== before) this.#write(`${erase}${this.#text()}`);
  }

  /** Takes the lines away. */
  clear(): void {
    if (this.#lines.length > 0) this.#write(this.#erase());
    this.#lines = [];
  }

  #fitting(lines: readonly string[]): string[] {
    const { columns, rows } = this.#size();
    const most = Math.max(rows - 2, 1);
    const shown = lines.length > most ? [...lines.slice(0, most - 1), `… ${lines.length - most + 1} more`] : lines;
    return shown.map((line) => line.slice(0, columns - 1));
  }

  #erase(): string {
    return this.#lines.length === 0 ? "" : `\x1b[${this.#lines.length}A\r${CLEAR_BELOW}`;
  }

  #text(): string {
    return this.#lines.map((line) => `${line}\n`).join("");
  }
}
