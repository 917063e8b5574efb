import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { randomSettings } from "../../tests/support/random_settings.ts";
import { EnvFile } from "./env_file.ts";

function values(text: string): Record<string, string> {
  return Object.fromEntries(new EnvFile(text).values);
}

Deno.test("EnvFile reads pairs, trimmed, and skips everything else", () => {
  deepEqual(values("\uFEFF# comment\n\n  A = 1  \r\nB=2=3\nnothing\n=4\n   # C=5\nexport D=6\nE="), {
    A: "1",
    B: "2=3",
    "export D": "6",
    E: "",
  });
});

Deno.test("EnvFile takes # for a comment only at the start of a line or after white space", () => {
  deepEqual(values("A=pass#word\nB=x # c\nC=#x\nD= # c\nE=a\t#b\nF # x=1\n#G=1\n"), {
    A: "pass#word",
    B: "x",
    C: "#x",
    D: "",
    E: "a",
  });
});

Deno.test("EnvFile takes matching quotes away and leaves others", () => {
  deepEqual(values(`A="a # b" # c\nB='x'\nC="open\nD=it's\nE="a" b\nF=""\nG= " x " \nH='a"\nI="a\\n"\nJ="a" b"\n`), {
    A: "a # b",
    B: "x",
    C: '"open',
    D: "it's",
    E: '"a" b',
    F: "",
    G: " x ",
    H: `'a"`,
    I: "a\\n",
    J: 'a" b',
  });
});

Deno.test("EnvFile lets the last of a repeated key win", () => deepEqual(values("A=1\nA=2\n"), { A: "2" }));

Deno.test("EnvFile.set() replaces every line of the key and keeps comments, other lines and line ends", () => {
  const file = new EnvFile("# top\r\nA=1 # first\r\nB=2\r\nA='x'   # second\r\nA=\r\n");
  equal(file.set("A", "new"), true);
  equal(file.toString(), "# top\r\nA=new # first\r\nB=2\r\nA=new   # second\r\nA=new\r\n");
});

Deno.test("EnvFile.set() adds a line for a new key", () => {
  const set = (text: string) => {
    const file = new EnvFile(text);
    file.set("B", "2");
    return file.toString();
  };
  equal(set(""), "B=2\n");
  equal(set("A=1"), "A=1\nB=2\n");
  equal(set("A=1\r\n"), "A=1\r\nB=2\r\n");
});

Deno.test("EnvFile.set() puts values into quotes that would be read otherwise", () => {
  const set = (value: string) => {
    const file = new EnvFile("");
    return file.set("A", value) ? file.toString() : "refused";
  };
  equal(set("a#b"), "A=a#b\n");
  equal(set("a #b"), 'A="a #b"\n');
  equal(set(" a"), 'A=" a"\n');
  equal(set('"a"'), 'A=""a""\n');
  equal(set(`a" #`), `A='a" #'\n`);
  equal(set(`a" #' #`), "refused");
  equal(set("two\nlines"), "refused");
});

Deno.test("EnvFile.set() refuses keys that no line can hold", () => {
  for (const key of ["", " A", "A=B", "#A", "A #B", "A\nB"]) {
    const file = new EnvFile("X=1\n");
    equal(file.set(key, "1"), false);
    equal(file.toString(), "X=1\n");
  }
});

Deno.test("EnvFile.delete() removes every line of the key", () => {
  const file = new EnvFile("A=1\nB=2\nA=3 # c\n# A=4\n");
  file.delete("A");
  file.delete("C");
  equal(file.toString(), "B=2\n# A=4\n");
});

const anyText = fc.array(fc.oneof(
  fc.constantFrom("A=", "B=", "=", "#", " #", '"', "'", " ", "\t", "\n", "\r\n", "\r", "\u2028", "\uFEFF", "A=1\n"),
  fc.string(),
)).map((pieces) => pieces.join(""));

Deno.test("EnvFile holds what was set, in any file, and changes no other key", () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom("A", "B", "NEW_1"), anyText, (text, key, value) => {
      const file = new EnvFile(text);
      const before = file.values;
      const written = file.set(key, value);
      const after = new EnvFile(file.toString()).values;
      if (written) before.set(key, value);
      deepEqual(Object.fromEntries(after), Object.fromEntries(before));
    }),
    randomSettings(1000),
  );
});

Deno.test("EnvFile takes time in proportion to the text", () => {
  for (const piece of ["A=\n", '"', ' "', "' #", "#", " ", '" ', "\r", "A"]) {
    new EnvFile(`A=${piece.repeat(300_000)}`).values.get("A"); // quadratic, this would run for hours
  }
});
