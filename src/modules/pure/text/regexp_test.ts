import { fromLatin1 } from "../../../base/mod.ts";
import assert from "node:assert/strict";
import { runLua } from "../../../../tests/support/lua_runner.ts";

Deno.test("text.regexp finds what Go's regexp finds", async () => {
  const value = await runLua(`
    local r = text.regexp.compile("a(x*)b(y)?")
    return { r:match_string("-ab-"), r:match_string("-a-"), r:find_string("-axxb-ab"), r:find_string("none") == nil,
      r:find_all_string("-axxb-ab"), r:find_string_submatch("-axxby-"), r:find_string_submatch("-ab-"),
      r:find_string_submatch("none") == nil, r:find_all_string_submatch("axb aby"), r:find_all_string("none"),
      r:num_subexp(), r:string(), tostring(r) }
  `);
  const pattern = "a(x*)b(y)?";
  assert.deepEqual(value, [
    ...[true, false, "axxb", true, ["axxb", "ab"], ["axxby", "xx", "y"], ["ab", "", false], true],
    ...[[["axb", "x", false], ["aby", "", "y"]], [], 2, pattern, pattern],
  ]);
});

Deno.test("text.regexp replaces and splits", async () => {
  const value = await runLua(`
    local r = text.regexp.compile("(?i)(\\\\w+)@(\\\\w+)")
    return { r:replace_all_string("Joe@home, ann@WORK", "$2 of $1"), text.regexp.compile(",\\\\s*"):split("a, b,c"),
      text.regexp.compile(","):split("a,b,c", 2), text.regexp.compile("x*"):replace_all_string("abc", "-") }
  `);
  assert.deepEqual(value, ["home of Joe, WORK of ann", ["a", "b", "c"], ["a", "b,c"], "-a-b-c-"]);
});

Deno.test("text.regexp.replace_all_string() reads references to groups as Go does", async () => {
  const value = await runLua(`
    local r = text.regexp.compile("(?P<year>[0-9]{4})-([0-9]+)|(x)")
    local results = { r:subexp_names() }
    for i, replacement in ipairs({ "$2/$year", "\${2}0", "$20", "\${year}s$3", "$$1 $ $-", "$nope.$9", "$&$\`$'", "$0!" }) do
      results[i + 1] = r:replace_all_string("ä 2024-07 b", replacement)
    end
    return results
  `);
  assert.deepEqual(value, [
    ["year", "", ""],
    ...[
      "\u00c3\u00a4 07/2024 b",
      "\u00c3\u00a4 070 b",
      "\u00c3\u00a4  b",
      "\u00c3\u00a4 2024s b",
      "\u00c3\u00a4 $1 $ $- b",
      "\u00c3\u00a4 . b",
      "\u00c3\u00a4 $&$`$' b",
      "\u00c3\u00a4 2024-07! b",
    ],
  ]);
});

Deno.test("text.regexp counts characters, not bytes", async () => {
  const text = String.fromCharCode(...new TextEncoder().encode("Zoë"));
  const value = await runLua(`return text.regexp.compile("^.{3}$"):match_string(...)`, [fromLatin1(text)]);
  assert.equal(value, true);
});

Deno.test("text.regexp needs time in proportion to the text", async () => {
  const value = await runLua(`return text.regexp.compile("^(a+)+$"):match_string(("a"):rep(50000) .. "!")`);
  assert.equal(value, false);
});

Deno.test("text.regexp.compile() refuses what RE2 does not have, and what is too large", async () => {
  const value = await runLua(`
    local problems = {}
    for i, pattern in ipairs({ "(", "(?=a)", "(a)\\\\1", "a{1001}", ("x"):rep(10001), 5 }) do
      local r, err = text.regexp.compile(pattern)
      problems[i] = tostring(r) .. " " .. err:kind() .. ": " .. err:message():sub(1, 13)
    end
    return problems
  `);
  assert.deepEqual(value, Array(6).fill("nil Invalid: text.regexp: "));
});

Deno.test("text.regexp methods raise on wrong arguments", async () => {
  const value = await runLua(`
    local r = text.regexp.compile("a")
    return { select(2, pcall(r.find_string, r)), select(2, pcall(r.replace_all_string, r, "a")),
      select(2, pcall(r.split, r, "a", "b")), (select(2, pcall(r.match_string, "a", "b"))) }
  `);
  assert.deepEqual(value, [
    "bad argument #1 to 'find_string' (string expected, got no value)",
    "bad argument #2 to 'replace_all_string' (string expected, got no value)",
    "bad argument #2 to 'split' (number expected, got string)",
    "calling 'match_string' on bad self",
  ]);
});

Deno.test("text.regexp.split() keeps empty parts at the end, and no empty match stands behind another match", async () => {
  const value = await runLua(`
    local comma = text.regexp.compile(",")
    return { comma:split("a,b,,"), comma:split(",,"), comma:split("a,b,,", -1), comma:split("a,b,c", 2), comma:split("a", 0),
      comma:split(""), text.regexp.compile("x*"):find_all_string("axxb"), text.regexp.compile(""):split("ab") }
  `);
  assert.deepEqual(value, [
    ...[["a", "b", "", ""], ["", "", ""], ["a", "b", "", ""], ["a", "b,c"], [], [""], ["", "xx", ""], ["a", "b"]],
  ]);
});
