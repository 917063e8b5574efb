import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { randomSettings } from "../../tests/support/random_settings.ts";
import { parsePlaceholders } from "./parse_placeholders.ts";

function place(name: string, inlineDefault?: string) {
  return inlineDefault === undefined ? { name } : { name, inlineDefault };
}

const CASES: [string, ReturnType<typeof parsePlaceholders>][] = [
  ["", []],
  ["text", ["text"]],
  ["${env:NAME}", [place("NAME")]],
  ["${env:app.env:tls_key-1}", [place("app.env:tls_key-1")]],
  ["${env:NAME|}", [place("NAME", "")]],
  ["${env:NAME|a b|${c}", [place("NAME", "a b|${c")]],
  ["${env:NAME|x}}", [place("NAME", "x"), "}"]],
  ["${NAME_1|x}", [place("NAME_1", "x")]],
  ["${NAME|}", [place("NAME", "")]],
  ["a${env:X}b${env:Y|z}c", ["a", place("X"), "b", place("Y", "z"), "c"]],
  ["${env:X}${env:Y}", [place("X"), place("Y")]],
  ["${env:X|two\nlines}", [place("X", "two\nlines")]],
  // Not placeholders.
  ["${NAME}", ["${NAME}"]],
  ["${name|x}", ["${name|x}"]],
  ["${env:}", ["${env:}"]],
  ["${env:A B}", ["${env:A B}"]],
  ["${env:NAME", ["${env:NAME"]],
  ["${env:NAME|x", ["${env:NAME|x"]],
  ["$env:NAME $ $$ ${", ["$env:NAME $ $$ ${"]],
  // Escapes.
  ["$${", ["${"]],
  ["$${env:NAME}", ["${env:NAME}"]],
  ["$$${env:NAME}", ["$${env:NAME}"]],
  ["$$$${env:NAME}", ["$$${env:NAME}"]],
  ["$${${env:X}", ["${", place("X")]],
];

for (const [text, parts] of CASES) {
  Deno.test(`parsePlaceholders() reads ${JSON.stringify(text)}`, () => deepEqual(parsePlaceholders(text), parts));
}

const pieces = fc.oneof(
  fc.constantFrom("$", "{", "}", "|", "${", "$${", "env:", "${env:", "${env:A}", "${A|", "A_1", "\n"),
  fc.string(),
);

Deno.test("parsePlaceholders() loses nothing of any text", () => {
  const written = (part: ReturnType<typeof parsePlaceholders>[number]) => {
    if (typeof part === "string") return [part];
    const { name, inlineDefault } = part;
    const end = inlineDefault === undefined ? "}" : `|${inlineDefault}}`;
    return [`\${env:${name}${end}`, `\${${name}${end}`];
  };
  fc.assert(
    fc.property(fc.array(pieces).map((list) => list.join("")), (text) => {
      // Taken piece by piece, the text gives each part as it was written, "$${" having become "${".
      let rest = text;
      for (const part of parsePlaceholders(text)) {
        if (typeof part === "string") {
          for (const character of part.split(/(\$\{)/).filter(Boolean)) {
            const found = character === "${" && rest.startsWith("$${") ? "$${" : character;
            if (!rest.startsWith(found) && !rest.startsWith(character)) return literalMismatch(text, part, rest);
            rest = rest.slice(found.length);
          }
        } else {
          const found = written(part).find((form) => rest.startsWith(form));
          if (found === undefined) return literalMismatch(text, JSON.stringify(part), rest);
          rest = rest.slice(found.length);
        }
      }
      equal(rest, "");
    }),
    randomSettings(500),
  );
});

function literalMismatch(text: string, part: string, rest: string): never {
  throw new Error(`${JSON.stringify(text)}: part ${part} is not at the start of ${JSON.stringify(rest)}`);
}

Deno.test("parsePlaceholders() gives escaped text back as it was", () => {
  fc.assert(
    fc.property(fc.array(pieces).map((list) => list.join("")), (text) => {
      const escaped = text.split("${").join("$${");
      deepEqual(parsePlaceholders(escaped), text === "" ? [] : [text]);
    }),
    randomSettings(500),
  );
});

Deno.test("parsePlaceholders() takes time in proportion to the text", () => {
  for (const piece of ["${env:A|", "${A|", "${env:A", "$${", "$", "${env:A|}"]) {
    parsePlaceholders(piece.repeat(200_000)); // quadratic, this would run for hours
  }
});
