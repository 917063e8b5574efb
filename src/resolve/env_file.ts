/** One line that sets a key. */
interface Pair {
  readonly key: string;
  readonly value: string;
  /** White space and comment behind the value. */
  readonly rest: string;
}

/** A value in quotes, up to the end or a comment: the shortest that leads there. */
const QUOTED_REGEXP = /^\s*(?:"(.*?)"|'(.*?)')(\s+#.*)?$/s;
const COMMENT_REGEXP = /\s#/;
const LINE_REGEXP = /[^\n]*\n|[^\n]+$/g;

/**
 * The text of an env file (spec/env.md §2.1): `KEY=value` by lines, `#` comments at the start of a line or after white
 * space, values bare or in matching quotes, no escapes. Other lines mean nothing.
 */
export class EnvFile {
  readonly #lines: string[];

  /** Takes any text; a byte order mark is dropped. */
  constructor(text: string) {
    this.#lines = text.replace(/^\uFEFF/, "").match(LINE_REGEXP) ?? [];
  }

  /** Keys and values; of a repeated key the last. */
  get values(): Map<string, string> {
    return new Map(this.#lines.flatMap((line) => {
      const pair = parseLine(line);
      return pair ? [[pair.key, pair.value] as const] : [];
    }));
  }

  /**
   * Replaces the value in every line that sets the key, or adds a line; comments and other lines stay.
   *
   * @returns false, and changes nothing, when no line can hold such a key or value
   */
  set(key: string, value: string): boolean {
    const written = ["", '"', "'"].map((quote) => `${key}=${quote}${value}${quote}`)
      .find((line) => isPair(line, key, value) && isPair(`${line} # comment`, key, value));
    if (written === undefined) return false;
    let found = false;
    for (const [index, line] of this.#lines.entries()) {
      const pair = parseLine(line);
      if (pair?.key !== key) continue;
      found = true;
      this.#lines[index] = written + pair.rest + lineEnd(line);
    }
    if (!found) this.#append(written);
    return true;
  }

  /** Removes every line that sets the key. */
  delete(key: string): void {
    const kept = this.#lines.filter((line) => parseLine(line)?.key !== key);
    this.#lines.splice(0, this.#lines.length, ...kept);
  }

  toString(): string {
    return this.#lines.join("");
  }

  #append(line: string): void {
    const last = this.#lines.at(-1);
    const end = this.#lines.map(lineEnd).find((text) => text !== "") ?? "\n";
    if (last !== undefined && lineEnd(last) === "") this.#lines[this.#lines.length - 1] = last + end;
    this.#lines.push(line + end);
  }
}

function parseLine(line: string): Pair | undefined {
  const text = line.trim();
  const equals = text.indexOf("=");
  const key = text.slice(0, Math.max(0, equals)).trim();
  if (key === "" || key.startsWith("#") || COMMENT_REGEXP.test(key)) return undefined;
  const right = text.slice(equals + 1);
  const quoted = QUOTED_REGEXP.exec(right);
  if (quoted) return { key, value: (quoted[1] ?? quoted[2])!, rest: quoted[3] ?? "" };
  const bare = right.slice(0, COMMENT_REGEXP.exec(right)?.index).trimEnd();
  return { key, value: bare.trimStart(), rest: right.slice(bare.length) };
}

function isPair(line: string, key: string, value: string): boolean {
  const pair = /[\r\n]/.test(line) ? undefined : parseLine(line);
  return pair?.key === key && pair.value === value;
}

function lineEnd(line: string): string {
  return /\r?\n$/.exec(line)?.[0] ?? "";
}
