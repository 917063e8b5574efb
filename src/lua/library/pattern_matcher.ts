import { type ByteSet, PatternError, type PatternItem } from "./pattern_item.ts";

/** Captures still open, and captures of a position, in place of a length. */
const OPEN = -1;
const POSITION = -2;
const MOST_CAPTURES = 32;
/** As in Lua: how deep a pattern may nest its choices. */
const DEEPEST = 200;
/** What one search may cost; a second or so of a machine. A count, not a time, so that it replays. */
const MOST_STEPS = 20_000_000;

interface Capture {
  start: number;
  length: number;
}

/** A place where a pattern matched: `[start, end)`, 0-based. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  /** What the parentheses caught: text, or a 1-based position. */
  readonly captures: (string | number)[];
}

/** Matches one compiled pattern against one subject by backtracking. */
export class PatternMatcher {
  readonly #items: readonly PatternItem[];
  readonly #subject: string;
  readonly #captures: Capture[] = [];
  #depth = 0;
  #steps = 0;

  constructor(items: readonly PatternItem[], subject: string) {
    this.#items = items;
    this.#subject = subject;
  }

  /**
   * Matches at exactly `start`. The cost of all matches of one matcher is counted together.
   *
   * @throws {PatternError} when the pattern is malformed or too complex
   */
  matchAt(start: number): PatternMatch | undefined {
    this.#captures.length = 0;
    this.#depth = 0;
    const end = this.#match(start, 0);
    if (end < 0) return undefined;
    return { start, end, captures: this.#captures.map((capture) => this.#captured(capture)) };
  }

  /** What its matches have cost, since the full cost was allowed last. */
  get steps(): number {
    return this.#steps;
  }

  /** Allows the full cost again: for a search that goes on where another has ended. */
  restart(): void {
    this.#steps = 0;
  }

  #captured({ start, length }: Capture): string | number {
    if (length === POSITION) return start + 1;
    if (length === OPEN) throw new PatternError("unfinished capture");
    return this.#subject.substr(start, length);
  }

  /** The end of a match of the items from `index` on, or -1. */
  #match(at: number, index: number): number {
    if (++this.#depth > DEEPEST) throw new PatternError("pattern too complex");
    const end = this.#run(at, index);
    this.#depth--;
    return end;
  }

  #run(at: number, index: number): number {
    for (; index < this.#items.length; index++) {
      this.#spend(1);
      const item = this.#items[index]!;
      switch (item.type) {
        case "bytes":
          if (item.repeat !== "") return this.#repeat(item.set, item.repeat, at, index);
          if (!this.#has(item.set, at)) return -1;
          at++;
          break;
        case "open":
          return this.#open(item.position, at, index);
        case "close":
          return this.#close(at, index);
        case "end":
          return at === this.#subject.length ? at : -1;
        case "frontier":
          if (item.set[this.#byte(at - 1)] || !item.set[this.#byte(at)]) return -1;
          break;
        default:
          at = item.type === "balance" ? this.#balance(item.left, item.right, at) : this.#refer(item.capture, at);
          if (at < 0) return -1;
      }
    }
    return at;
  }

  #repeat(set: ByteSet, repeat: string, at: number, index: number): number {
    if (repeat === "?") {
      const end = this.#has(set, at) ? this.#match(at + 1, index + 1) : -1;
      return end >= 0 ? end : this.#match(at, index + 1);
    }
    return repeat === "-"
      ? this.#repeatLittle(set, at, index)
      : this.#repeatMuch(set, repeat === "+" ? 1 : 0, at, index);
  }

  #repeatMuch(set: ByteSet, least: number, at: number, index: number): number {
    let count = 0;
    while (this.#has(set, at + count)) count++;
    this.#spend(count >> 3);
    for (; count >= least; count--) {
      const end = this.#match(at + count, index + 1);
      if (end >= 0) return end;
    }
    return -1;
  }

  #repeatLittle(set: ByteSet, at: number, index: number): number {
    for (;;) {
      const end = this.#match(at, index + 1);
      if (end >= 0) return end;
      if (!this.#has(set, at)) return -1;
      at++;
    }
  }

  #open(position: boolean, at: number, index: number): number {
    if (this.#captures.length >= MOST_CAPTURES) throw new PatternError("too many captures");
    this.#captures.push({ start: at, length: position ? POSITION : OPEN });
    const depth = this.#captures.length;
    const end = this.#match(at, index + 1);
    if (end < 0) this.#captures.length = depth - 1;
    return end;
  }

  #close(at: number, index: number): number {
    const capture = this.#captures.findLast(({ length }) => length === OPEN);
    if (!capture) throw new PatternError("invalid pattern capture");
    capture.length = at - capture.start;
    const end = this.#match(at, index + 1);
    if (end < 0) capture.length = OPEN;
    return end;
  }

  #refer(number: number, at: number): number {
    const capture = this.#captures[number];
    if (!capture || capture.length === OPEN) throw new PatternError(`invalid capture index %${number + 1}`);
    const text = capture.length === POSITION ? "" : this.#subject.substr(capture.start, capture.length);
    this.#spend(text.length >> 3);
    return this.#subject.startsWith(text, at) ? at + text.length : -1;
  }

  #balance(left: number, right: number, at: number): number {
    if (this.#subject.charCodeAt(at) !== left) return -1;
    let depth = 1;
    for (let end = at + 1; end < this.#subject.length; end++) {
      const byte = this.#subject.charCodeAt(end);
      if (byte === right) {
        if (--depth === 0) return this.#spend((end - at) >> 3), end + 1;
      } else if (byte === left) depth++;
    }
    this.#spend((this.#subject.length - at) >> 3);
    return -1;
  }

  #has(set: ByteSet, at: number): boolean {
    return at < this.#subject.length && set[this.#subject.charCodeAt(at)] === 1;
  }

  /** The byte at a place; 0 before the start and behind the end, as for `%f` in Lua. */
  #byte(at: number): number {
    return at < 0 || at >= this.#subject.length ? 0 : this.#subject.charCodeAt(at);
  }

  #spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MOST_STEPS) throw new PatternError("pattern matching takes too long on this text");
  }
}
