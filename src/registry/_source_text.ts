import type { SourceRange } from "../diagnostics/mod.ts";

/** A file's text with the way from offsets to lines and columns. Columns count characters, not UTF-16 units or bytes. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  #lineStarts = [0];
  #astral: boolean;
  /** The place found last: long lines are mostly read from left to right. */
  #last = { offset: 0, column: 1 };

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.#astral = /[\ud800-\udbff]/.test(text);
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#lineStarts.push(at + 1);
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
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const lineStart = this.#lineStarts[low]!;
    return { line: low + 1, column: this.#astral ? this.#column(lineStart, offset) : offset - lineStart + 1 };
  }

  #column(lineStart: number, offset: number): number {
    const known = this.#last.offset >= lineStart && this.#last.offset <= offset;
    let column = known ? this.#last.column : 1;
    for (
      let at = known ? this.#last.offset : lineStart;
      at < offset;
      at += this.text.codePointAt(at)! > 0xffff ? 2 : 1
    ) {
      column++;
    }
    this.#last = { offset, column };
    return column;
  }
}
