import { type ByteString, byteStringToBytes, fromLatin1 } from "../../../base/mod.ts";
import assert, { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { randomSettings } from "../../../../tests/support/random_settings.ts";
import { splitText } from "./_split_text.ts";

function split(kind: string, options: string, text: string) {
  return runLua(`return assert(text.splitter.${kind}(${options})):split_text((...))`, [fromLatin1(text)]);
}

Deno.test("text.splitter.recursive() cuts at the coarsest separator that helps", async () => {
  const text = "First part.\n\nSecond part is long.\nIt has lines.\n\nEnd";
  deepEqual(await split("recursive", "{ chunk_size = 22, chunk_overlap = 0 }", text), [
    ...["First part.", "Second part is long.", "It has lines.", "End"],
  ]);
  deepEqual(await split("recursive", "{ chunk_size = 100, chunk_overlap = 0 }", text), [text]);
  deepEqual(await split("recursive", "{ chunk_size = 4, chunk_overlap = 0 }", "abcdefghij kl"), [
    "abcd",
    "efgh",
    "ij",
    "kl",
  ]);
});

Deno.test("text.splitter.recursive() repeats the end of a piece in the next", async () => {
  deepEqual(await split("recursive", "{ chunk_size = 9, chunk_overlap = 4 }", "aa bb cc dd ee ff"), [
    ...["aa bb cc", "cc dd ee", "ee ff"],
  ]);
});

Deno.test("text.splitter.recursive() takes separators of its own, and keeps them where it is told to", async () => {
  const text = "one;two;three";
  const options = "chunk_size = 8, chunk_overlap = 0, separators = { ';' }";
  deepEqual(await split("recursive", `{ ${options} }`, text), ["one;two", "three"]);
  deepEqual(await split("recursive", `{ ${options}, keep_separator = true }`, text), ["one;two", ";three"]);
  deepEqual(await split("recursive", "{ chunk_size = 3, chunk_overlap = 0, separators = { ';' } }", "abcdef"), [
    ...["abc", "def"],
  ]);
});

Deno.test("text.splitter counts characters, not bytes", async () => {
  const text = String.fromCharCode(...new TextEncoder().encode("äöü€😀"));
  const value = await split("recursive", "{ chunk_size = 2, chunk_overlap = 0 }", text) as ByteString[];
  deepEqual(value.map((chunk) => new TextDecoder().decode(byteStringToBytes(chunk))), [
    ...["äö", "ü€", "😀"],
  ]);
});

Deno.test("text.splitter.markdown() cuts at headings and puts them before each piece", async () => {
  const text = "Intro\n# A\nText of A\n## B\nOne two three four\n```\n# no heading\n```\n# C\n";
  deepEqual(await split("markdown", "{ chunk_size = 60 }", text), [
    "Intro",
    "# A\nText of A",
    "## B\nOne two three four\n```\n# no heading\n```",
  ]);
  deepEqual(
    await split(
      "markdown",
      "{ chunk_size = 22, chunk_overlap = 0, heading_hierarchy = true }",
      "# A\n## B\nOne two three four",
    ),
    [
      ...["# A\n## B\nOne two three", "# A\n## B\nfour"],
    ],
  );
  deepEqual(await split("markdown", "{ chunk_size = 10, chunk_overlap = 0 }", "# A very long heading\nx"), [
    ...["# A very", "long", "heading", "x"],
  ]);
});

Deno.test("text.splitter:split_batch() hands on what belongs to each page", async () => {
  const value = await runLua(`
    local pieces = text.splitter.recursive({ chunk_size = 5, chunk_overlap = 0 }):split_batch({
      { content = "one two", metadata = { page = 1 } }, { content = "six" }, { content = "" } })
    local rows = {}
    for i, piece in ipairs(pieces) do rows[i] = piece.content .. ":" .. tostring(piece.metadata and piece.metadata.page) end
    return rows`);
  deepEqual(value, ["one:1", "two:1", "six:nil"]);
});

Deno.test("text.splitter refuses wrong options", async () => {
  const value = await runLua(`
    local problems = {}
    local function try(make, options)
      local splitter, err = make(options)
      problems[#problems + 1] = tostring(splitter) .. " " .. err:kind() .. ": " .. err:message()
    end
    try(text.splitter.recursive, 5) try(text.splitter.recursive, { chunk_size = 0 }) try(text.splitter.markdown, { chunk_size = "9" })
    try(text.splitter.recursive, { chunk_size = 5, chunk_overlap = 3 }) try(text.splitter.recursive, { separators = "x" })
    try(text.splitter.recursive, { separators = { 5 } }) try(text.splitter.recursive, { keep_separator = 1 })
    try(text.splitter.markdown, { heading_hierarchy = "yes" })
    return problems`);
  deepEqual(
    value,
    [
      "recursive: the options must be a table",
      'recursive: "chunk_size" must be an integer of at least 1, got number',
      'markdown: "chunk_size" must be an integer of at least 1, got string',
      'recursive: "chunk_overlap" must be at most half of "chunk_size"',
      'recursive: "separators" must be a list of strings',
      'recursive: "separators" must be a list of strings',
      'recursive: "keep_separator" must be a boolean, got number',
      'markdown: "heading_hierarchy" must be a boolean, got string',
    ].map((text) => `nil Invalid: text.splitter.${text}`),
  );
});

Deno.test("text.splitter methods raise on wrong arguments", async () => {
  const value = await runLua(`
    local s = text.splitter.recursive()
    return { select(2, pcall(s.split_text, s)), select(2, pcall(s.split_text, s, "\\xff")), select(2, pcall(s.split_batch, s, "x")),
      select(2, pcall(s.split_batch, s, { "x" })), (select(2, pcall(s.split_text, "x"))) }`);
  deepEqual(value, [
    "bad argument #1 to 'split_text' (string expected, got no value)",
    "bad argument #1 to 'split_text' (UTF-8 text expected)",
    "bad argument #1 to 'split_batch' (table expected, got string)",
    "bad argument #1 to 'split_batch' (a list of { content = string } expected)",
    "calling 'split_text' on bad self",
  ]);
});

Deno.test("splitText() makes no piece too large and loses nothing but separators", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "ä", "😀"), maxLength: 80 });
  fc.assert(
    fc.property(word, fc.integer({ min: 1, max: 20 }), fc.nat(19), fc.boolean(), (text, chunkSize, overlap, keep) => {
      const settings = {
        chunkSize,
        chunkOverlap: overlap % chunkSize,
        separators: ["\n\n", "\n", " "],
        keepSeparator: keep,
      };
      const chunks = splitText(text, settings);
      assert(chunks.every((chunk) => chunk !== "" && [...chunk].length <= chunkSize));
      const letters = (all: string) => [...all.replace(/\s/g, "")];
      if (settings.chunkOverlap === 0) deepEqual(chunks.flatMap(letters), letters(text));
      else assert(letters(text).every((letter) => chunks.some((chunk) => chunk.includes(letter))));
    }),
    randomSettings(500),
  );
});
