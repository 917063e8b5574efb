import { ascii, fromLatin1 } from "../../../base/mod.ts";
import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { randomSettings } from "../../../../tests/support/random_settings.ts";

function bytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

const show = `
  local function show(changes)
    local marks = { equal = "=", insert = "+", delete = "-" }
    local parts = {}
    for i, change in ipairs(changes) do parts[i] = marks[change.operation] .. change.text end
    return table.concat(parts, "|")
  end
`;

Deno.test("text.diff compares characters, words and lines", async () => {
  const value = await runLua(`${show}
    return {
      show(text.diff.new():compare("kitten", "sitting")),
      show(text.diff.new({ unit = "char" }):compare("same", "same")),
      show(text.diff.new({ unit = "word" }):compare("a big dog", "a small dog")),
      show(text.diff.new({ unit = "line" }):compare("a\\nb\\nc\\n", "a\\nx\\nc\\n")),
      show(text.diff.new():compare("", "new")), show(text.diff.new():compare("old", "")), show(text.diff.new():compare("", "")),
    }`);
  deepEqual(value, [
    ...["-k|+s|=itt|-e|+i|=n|+g", "=same", "=a |-big|+small|= dog", "=a\n|-b\n|+x\n|=c\n", "+new", "-old", ""],
  ]);
});

Deno.test("text.diff counts characters, not bytes", async () => {
  const value = await runLua(
    `${show} local before, after = ...
    local d = text.diff.new()
    local changes = d:compare(before, after)
    local sum = d:summarize(changes)
    return { show(changes), sum.equals, sum.insertions, sum.deletions }`,
    [fromLatin1(bytes("grün😀")), fromLatin1(bytes("grau😀"))],
  );
  deepEqual(value, [bytes("=gr|-ün|+au|=😀"), 3, 2, 2]);
});

Deno.test("text.diff shows changes as text and as HTML", async () => {
  const value = await runLua(`
    local d = text.diff.new({ unit = "word" })
    local changes = d:compare("a <b> c", "a <i> c")
    return { d:pretty_text(changes), d:pretty_html(changes) }`);
  deepEqual(value, [
    "a <\x1b[31mb\x1b[0m\x1b[32mi\x1b[0m> c",
    "<span>a &lt;</span><del>b</del><ins>i</ins><span>&gt; c</span>",
  ]);
});

Deno.test("text.diff makes patches, and applies them where they fit", async () => {
  const value = await runLua(`
    local d = text.diff.new()
    local before, after = "one\\ntwo\\nthree\\n", "one\\n2\\nthree\\nfour\\n"
    local patch = d:patch_make(before, after)
    local function try(...)
      local patched, err = d:patch_apply(...)
      return patched or err:kind()
    end
    return { patch, try(patch, before), try(patch, "something\\nelse\\n"), try("@@ nonsense @@", before),
      try("hello", before), try("", before), try("--- a\\n+++ b\\n@@ nonsense @@\\n", before), try(patch .. patch, before),
      try("--- a\\n+++ b\\n@@ -1,5 +1 @@\\n-x\\n", before), try(d:patch_make(before, before), before) }`);
  deepEqual(value, [
    "===================================================================\n--- before\n+++ after\n@@ -1,3 +1,4 @@\n one\n-two\n+2\n three\n+four\n",
    ...["one\n2\nthree\nfour\n", "Conflict", ...Array(6).fill("Invalid"), "one\ntwo\nthree\n"],
  ]);
});

Deno.test("text.diff gives up texts that differ too much", async () => {
  const value = await runLua(`
    local function try(options, method)
      local d = text.diff.new(options)
      local result, err = d[method](d, ("a\\n"):rep(50), ("b\\n"):rep(50))
      return err:kind() .. ": " .. err:message()
    end
    return { try({ max_edits = 10 }, "compare"), try({ max_edits = 20 }, "patch_make") }`);
  deepEqual(value, [
    "Internal: text.diff.compare: the texts differ by more than 10 edits",
    "Internal: text.diff.patch_make: the texts differ by more than 20 edits",
  ]);
});

Deno.test("text.diff.new() refuses wrong options", async () => {
  const value = await runLua(`
    local problems = {}
    for i, options in ipairs({ 5, { unit = "page" }, { unit = 1 }, { max_edits = 0 }, { max_edits = 1.5 }, { max_edits = 2001 } }) do
      local d, err = text.diff.new(options)
      problems[i] = tostring(d) .. " " .. err:kind() .. ": " .. err:message()
    end
    return problems`);
  const unit = '"unit" must be "char", "word" or "line"';
  const edits = '"max_edits" must be an integer from 1 to 2000';
  deepEqual(
    value,
    ["the options must be a table", unit, unit, edits, edits, edits].map((text) =>
      `nil Invalid: text.diff.new: ${text}`
    ),
  );
});

Deno.test("text.diff methods raise on wrong arguments", async () => {
  const value = await runLua(`
    local d = text.diff.new()
    local problems = {}
    for i, args in ipairs({ { d.compare, "a" }, { d.compare, "\\xff", "a" }, { d.patch_make, "a", {} }, { d.patch_apply, "a" },
      { d.summarize, "x" }, { d.summarize, { "x" } }, { d.pretty_html, { { operation = "swap", text = "x" } } } }) do
      problems[i] = select(2, pcall(args[1], d, table.unpack(args, 2)))
    end
    problems[#problems + 1] = select(2, pcall(d.compare, "a", "b"))
    return problems`);
  deepEqual(value, [
    "bad argument #2 to 'compare' (string expected, got no value)",
    "bad argument #1 to 'compare' (UTF-8 text expected)",
    "bad argument #2 to 'patch_make' (string expected, got table)",
    "bad argument #2 to 'patch_apply' (string expected, got no value)",
    "bad argument #1 to 'summarize' (table expected, got string)",
    "bad argument #1 to 'summarize' (a list of { operation, text } expected)",
    "bad argument #1 to 'pretty_html' (a list of { operation, text } expected)",
    "calling 'compare' on bad self",
  ]);
});

Deno.test("text.diff: both texts can be read from the changes, and a patch makes one of the other", async () => {
  const line = fc.constantFrom("alpha\n", "beta\n", "gamma\n", "ä b\n", "\n");
  const document = fc.array(line, { maxLength: 12 }).map((lines) => lines.join(""));
  await fc.assert(
    fc.asyncProperty(document, document, fc.constantFrom("char", "word", "line"), async (before, after, unit) => {
      const value = await runLua(
        `local before, after, unit = ...
        local d = text.diff.new({ unit = unit })
        local old, new = {}, {}
        for _, change in ipairs(d:compare(before, after)) do
          if change.operation ~= "insert" then old[#old + 1] = change.text end
          if change.operation ~= "delete" then new[#new + 1] = change.text end
        end
        return { table.concat(old), table.concat(new), d:patch_apply(d:patch_make(before, after), before) }`,
        [fromLatin1(bytes(before)), fromLatin1(bytes(after)), ascii(unit)],
      );
      deepEqual(value, [bytes(before), bytes(after), bytes(after)]);
    }),
    randomSettings(100),
  );
});
