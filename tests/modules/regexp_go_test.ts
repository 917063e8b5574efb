import assert from "node:assert/strict";
import fc from "fast-check";
import { type Data, fromByteString, isByteString, toByteString } from "../../src/base/mod.ts";
import { runLua } from "../support/lua_runner.ts";
import { randomSettings } from "../support/random_settings.ts";
import { askGo, go } from "./_ask_go.ts";

const COUNT = 3_000;
const ATOMS = [
  "a",
  "b",
  "x",
  ",",
  ".",
  "[ab]",
  "[^a]",
  "\\d",
  "\\w",
  "\\s",
  "\\b",
  "^",
  "$",
  "ä",
  "😀",
  "(?i)A",
  "(?s:.)",
];
const REPEATS = ["", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,}?"];
const GROUPS = [(p: string) => `(${p})`, (p: string) => `(?:${p})`, (p: string) => `(?P<n>${p})`];
const PIECES = ["", "a", "b", "x", ",", ",,", " ", "ab", "ä", "😀", "\n", "1", "A", "_"];
const REPLACEMENTS = ["-", "", "<$0>", "$1", "${1}x", "$1x", "$n", "${n}!", "$$", "$", "$9", "$01", "$ä", "${", "$nä"];

interface Question {
  readonly Pattern: string;
  readonly Text: string;
  readonly Replacement: string;
  readonly Limit: number;
}

const atoms = fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom(...REPEATS)).map(([atom, repeat]) => {
  return /^[\^$]|^\\b|^\(\?i/.test(atom) ? atom : atom + repeat;
});
const sequences = fc.array(atoms, { maxLength: 3 }).map((list) => list.join(""));
const patterns = fc.tuple(
  sequences,
  sequences,
  sequences,
  fc.constantFrom(...GROUPS),
  fc.constantFrom(...REPEATS),
  fc.boolean(),
)
  .map(([before, inside, after, group, repeat, isChoice]) => {
    const grouped = group(inside);
    // The package forgets the name of a repeated group that can be empty.
    const repeated = inside !== "" && !grouped.startsWith("(?P") ? grouped + repeat : grouped;
    return `${before}${isChoice ? "|" : ""}${repeated}${after}`;
  });

const questions: fc.Arbitrary<Question> = fc.record({
  Pattern: fc.oneof(patterns, fc.constantFrom("", ",", ",*", "x*", "\\s*,\\s*", "a|", "^", "$", "(a)|(b)", "b*")),
  Text: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join("")),
  Replacement: fc.constantFrom(...REPLACEMENTS),
  Limit: fc.constantFrom(-1, -1, 0, 1, 2, 3),
});

Deno.test({
  name: "text.regexp gives what Go's regexp gives",
  ignore: go.ignore,
  async fn() {
    const asked = fc.sample(questions, randomSettings(COUNT));
    const ours = await answersOf(asked);
    const theirs = (await askGo<object>("regexp", asked)).map((answer) => Object.values(answer));
    const differences = asked.flatMap((question, index) => {
      const [mine, other] = [JSON.stringify(ours[index]), JSON.stringify(theirs[index])];
      return mine === other ? [] : [{ question, ours: mine, go: other }];
    });
    assert.deepEqual(differences.slice(0, 3), [], `${differences.length} differ`);
  },
});

/** All answers of our module, each as a list in the order of Go's fields. */
async function answersOf(asked: readonly Question[]): Promise<unknown[]> {
  const data: Data = asked.map(({ Pattern, Text, Replacement, Limit }) => {
    return [toByteString(Pattern), toByteString(Text), toByteString(Replacement), Limit];
  });
  const answers = await runLua(
    `
    local answers = {}
    for i, question in ipairs(...) do
      local pattern, text, replacement, limit = table.unpack(question)
      local r = assert(_G.text.regexp.compile(pattern))
      answers[i] = { r:match_string(text), r:find_string(text) or "", r:find_all_string(text),
        r:find_all_string_submatch(text), r:replace_all_string(text, replacement), r:split(text, limit), r:subexp_names() }
    end
    return answers
  `,
    [data],
  );
  return (answers as Data[]).map(readable);
}

function readable(data: Data): unknown {
  if (Array.isArray(data)) return data.map(readable);
  return isByteString(data) ? fromByteString(data) : data;
}
