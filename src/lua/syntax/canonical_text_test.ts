import { equal, notEqual } from "node:assert/strict";
import { canonicalText } from "./lexer.ts";

const SOURCE = `local n = 1 -- one\nreturn { main = function() return "a" .. n end }`;

Deno.test("canonicalText() is the same for texts that differ in comments, space and quotes", () => {
  for (
    const text of [
      SOURCE.replace("-- one", "--[[ another\nand longer ]]"),
      SOURCE.replaceAll(" ", "  \t").replace("return", "\n\nreturn"),
      `#!/usr/bin/lua\n${SOURCE}`,
      SOURCE.replace(`"a"`, "'a'"),
      SOURCE.replace(`"a"`, `[==[a]==]`),
      SOURCE.replace(`"a"`, `"\\97"`),
    ]
  ) equal(canonicalText(text), canonicalText(SOURCE), text);
});

Deno.test("canonicalText() differs for texts that say something else", () => {
  const texts = [
    SOURCE,
    SOURCE.replace("n = 1", "n = 2"),
    SOURCE.replace(`"a"`, `"--a"`),
    SOURCE.replace(`"a"`, "a"),
    SOURCE.replace("..", "+"),
    SOURCE.replace(`"a"`, `"name"`),
    SOURCE.replace(`"a"`, `name`),
  ];
  equal(new Set(texts.map(canonicalText)).size, texts.length);
  notEqual(canonicalText("ab = c"), canonicalText("a = bc"));
});
