import assert from "node:assert/strict";
import { join } from "node:path";
import { appFolder } from "../../tests/support/app_folder.ts";
import type { Diagnostic, SourceRange } from "./diagnostic.ts";
import { renderText } from "./render_text.ts";

function range(line: number, column: number, endColumn: number, endLine = line): SourceRange {
  return { file: "/app/x.yaml", line, column, endLine, endColumn };
}

function render(source: string, place: SourceRange | undefined, rest: Partial<Diagnostic> = {}, color = false): string {
  const diagnostic: Diagnostic = { code: "invalid-value", severity: "error", message: "Wrong", notes: [], ...rest };
  const readSource = () => source;
  return renderText([place ? { ...diagnostic, range: place } : diagnostic], { cwd: "/app", color, readSource });
}

Deno.test("renderText() shows place, code, message, line, carets and help", () => {
  assert.equal(
    render("namespace: app\nadress: x\n", range(2, 1, 7), {
      code: "unknown-key",
      notes: [{ text: "Did you mean it?" }],
    }),
    [
      "x.yaml:2:1: error[unknown-key]: Wrong",
      "    adress: x",
      "    ^^^^^^",
      "help: Did you mean it?",
      "",
    ].join("\n"),
  );
});

Deno.test("renderText() prints a note with a range as a second place", () => {
  const text = render("a: 1\na: 2\n", range(2, 1, 2), { notes: [{ text: "First here", range: range(1, 1, 2) }] });
  assert.deepEqual(text.split("\n").slice(3, -1), ["x.yaml:1:1: note: First here", "    a: 1", "    ^"]);
});

Deno.test("renderText() aligns carets after tabs, wide letters and accents", () => {
  assert.equal(render("\tkey:\tbad", range(1, 7, 10)).split("\n")[2], "    \t    \t^^^");
  assert.equal(render("名: bad", range(1, 4, 7)).split("\n")[2], "        ^^^");
  assert.equal(render("e\u0301: bad", range(1, 5, 8)).split("\n")[2], "       ^^^");
  assert.equal(render("😀: bad", range(1, 4, 7)).split("\n")[2], "        ^^^");
});

Deno.test("renderText() underlines the first line of a longer range", () => {
  assert.equal(render("a: [x,\n  y]", range(1, 4, 5, 2)).split("\n")[2], "       ^^^");
});

Deno.test("renderText() puts a caret behind the end of a line and on an empty range", () => {
  assert.equal(render("a:", range(1, 3, 3)).split("\n")[2], "      ^");
  assert.equal(render("", range(1, 1, 1)).split("\n")[2], "    ^");
});

Deno.test("renderText() reads files with CRLF and a byte order mark", () => {
  assert.deepEqual(render("\uFEFFa: 1\r\nb: 2\r\n", range(1, 1, 2)).split("\n").slice(1, 3), ["    a: 1", "    ^"]);
});

Deno.test("renderText() cuts a long line around the place", () => {
  const [, line, caret] = render(`${"x".repeat(5000)}HERE${"y".repeat(5000)}`, range(1, 5001, 5005)).split("\n");
  assert.ok(line!.length < 200);
  assert.equal(line!.indexOf("HERE"), caret!.indexOf("^^^^"));
});

Deno.test("renderText() begins with the entry's id when there is no place", () => {
  assert.equal(render("", undefined, { entryId: "app:x" }), "app:x: error[invalid-value]: Wrong\n");
  assert.equal(render("", undefined, { severity: "warning" }), "warning[invalid-value]: Wrong\n");
});

Deno.test("renderText() leaves the line out when the file or the line is not there", () => {
  const diagnostic: Diagnostic = {
    code: "invalid-value",
    severity: "error",
    message: "M",
    notes: [],
    range: range(9, 1, 2),
  };
  const expected = "x.yaml:9:1: error[invalid-value]: M\n";
  assert.equal(renderText([diagnostic], { cwd: "/app", readSource: () => undefined }), expected);
  assert.equal(renderText([diagnostic], { cwd: "/app", readSource: () => "one line" }), expected);
});

Deno.test("renderText() hides values of secret keys, keeping the caret in place", () => {
  const line = "auth: {api_key: hunter2, typo: 1}";
  const [, shown, caret] = render(line, range(1, 26, 30)).split("\n");
  assert.equal(shown, "    auth: {api_key: *******, typo: 1}");
  assert.equal(caret!.indexOf("^"), shown!.indexOf("typo"));
  assert.ok(!render('  "password": "hunter2"', range(1, 1, 2)).includes("hunter2"));
  assert.ok(render("api_key: ${env:KEY}", range(1, 1, 2)).includes("${env:KEY}"));
  assert.ok(render("api_key_file: key.txt", range(1, 1, 2)).includes("key.txt"));
});

Deno.test("renderText() hides marked places on the lines that it shows, aligned as before", () => {
  const hidden = [range(1, 14, 21), { ...range(1, 1, 9), file: "/app/other.yaml" }];
  assert.match(
    render("{x: 1, y: z, hunter2: 5}", range(1, 23, 24), { hidden }),
    /^ {4}\{x: 1, y: z, \*{7}: 5\}\n {26}\^$/m,
  );
  const block = [range(1, 4, 3, 3)];
  for (const [line, text] of [[1, "a: *"], [2, "  *****"], [3, "**c"]] as const) {
    const source = "a: |\n  bbbbb\nddc\n";
    assert.match(render(source, range(line, 1, 2), { hidden: block }), new RegExp(`^ {4}${RegExp.escape(text)}$`, "m"));
  }
});

Deno.test("renderText() lets no control characters of a file or message through", () => {
  const text = render("a: \x1b[31mred", range(1, 1, 2), { message: "x\x1b[2Jy" });
  assert.ok(!text.includes("\x1b"));
});

Deno.test("renderText() colours only when asked", () => {
  assert.ok(!render("a: 1", range(1, 1, 2)).includes("\x1b["));
  const colored = render("a: 1", range(1, 1, 2), { notes: [{ text: "h" }] }, true);
  assert.ok(colored.includes("\x1b[1;31merror[invalid-value]\x1b[0m: Wrong"));
  assert.ok(colored.includes("^\x1b[0m"));
});

Deno.test("renderText() reads the source from disk by default", async () => {
  await using app = await appFolder({ "x.yaml": "key: value\n" });
  const place = { ...range(1, 6, 11), file: join(app.path, "x.yaml") };
  const gone = { ...place, file: join(app.path, "gone.yaml") };
  const diagnostic: Diagnostic = { code: "invalid-value", severity: "error", message: "M", notes: [], range: place };
  const text = renderText([diagnostic, { ...diagnostic, range: gone }], { cwd: app.path });
  assert.deepEqual(text.split("\n"), [
    "x.yaml:1:6: error[invalid-value]: M",
    "    key: value",
    "         ^^^^^",
    "gone.yaml:1:6: error[invalid-value]: M",
    "",
  ]);
});

Deno.test("renderText() is empty for no diagnostics", () => {
  assert.equal(renderText([], { cwd: "/" }), "");
});
