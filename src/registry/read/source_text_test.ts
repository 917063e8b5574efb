import assert from "node:assert/strict";
import { SourceText } from "./source_text.ts";

function place(text: string, start: number, end: number): string {
  const { line, column, endLine, endColumn } = new SourceText("/x", text).range(start, end);
  return `${line}:${column}-${endLine}:${endColumn}`;
}

Deno.test("range() counts lines and columns from 1, with an exclusive end", () => {
  assert.equal(place("ab\ncd\n", 0, 2), "1:1-1:3");
  assert.equal(place("ab\ncd\n", 3, 4), "2:1-2:2");
  assert.equal(place("ab\ncd", 1, 5), "1:2-2:3");
});

Deno.test("range() counts characters, also those of two UTF-16 units", () => {
  assert.equal(place("😀é😀x\n😀y", 5, 6), "1:4-1:5");
  assert.equal(place("😀é😀x\n😀y", 9, 10), "2:2-2:3");
});

Deno.test("range() leaves white space at the end out and stays inside the text", () => {
  assert.equal(place("ab  \n\nc", 0, 6), "1:1-1:3");
  assert.equal(place("ab", 0, 99), "1:1-1:3");
  assert.equal(place("", 0, 0), "1:1-1:1");
});
