import { equal } from "node:assert/strict";
import { yamlText } from "./yaml_text.ts";

Deno.test("yamlText() writes maps, lists and scalars", () => {
  equal(
    yamlText({
      address: "localhost:7233",
      count: 3,
      on: true,
      none: null,
      list: ["a", 1],
      deep: { map: {}, list: [] },
    }),
    'address: localhost:7233\ncount: 3\n"on": true\nnone: null\nlist: [a, 1]\ndeep:\n  map: {}\n  list: []\n',
  );
});

Deno.test("yamlText() quotes text that would read as something else", () => {
  equal(
    yamlText({ a: "true", b: "12", c: "", d: "x: y", e: " x", f: "x #y", g: "*" }),
    'a: "true"\nb: "12"\nc: ""\nd: "x: y"\ne: " x"\nf: "x #y"\ng: "*"\n',
  );
});

Deno.test("yamlText() leaves placeholders and hidden values as they are", () => {
  equal(
    yamlText({ a: "${env:app:address|localhost}", b: "[REDACTED]", c: "${env:X|[REDACTED]}" }),
    "a: ${env:app:address|localhost}\nb: [REDACTED]\nc: ${env:X|[REDACTED]}\n",
  );
});

Deno.test("yamlText() writes long text as a block and lists of maps in items", () => {
  equal(
    yamlText({ source: "local x = 1\n\nreturn x\n", items: [{ a: 1, b: 2 }, "c"] }, 2),
    "  source: |\n    local x = 1\n\n    return x\n  items:\n    -\n      a: 1\n      b: 2\n    - c\n",
  );
});
