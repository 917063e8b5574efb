import type { SourceRange } from "../../diagnostics/mod.ts";

/** A file's text with the way from offsets to lines and columns. Columns count characters, not UTF-16 units or bytes. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts: number[];
  /** Offsets behind each character that takes two UTF-16 units. */
  #wide: number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.#lineStarts = [0, ...offsetsAfter(text, /\n/g)];
    this.#wide = offsetsAfter(text, /[\u{10000}-\u{10ffff}]/gu);
  }

  /** The range of the text between two offsets, without white space at its end. */
  range(start: number, end: number): SourceRange {
    let last = Math.min(end, this.text.length);
    while (last > start && /\s/.test(this.text[last - 1]!)) last--;
    const from = this.#place(start);
    const to = this.#place(last);
    return { file: this.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  #place(offset: number): { line: number; column: number } {
    const line = countUpTo(this.#lineStarts, offset);
    const lineStart = this.#lineStarts[line - 1]!;
    const wide = countUpTo(this.#wide, offset) - countUpTo(this.#wide, lineStart);
    return { line, column: offset - lineStart - wide + 1 };
  }
}

function offsetsAfter(text: string, pattern: RegExp): number[] {
  return Array.from(text.matchAll(pattern), (match) => match.index + match[0].length);
}

/** How many of the rising numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
