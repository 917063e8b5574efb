import assert from "node:assert/strict";
import { outside } from "../../support/outside_programs.ts";
import { runCasesOnPuc } from "../../support/run_cases_on_puc.ts";
import { fengariEngine } from "../../../src/lua/fengari/mod.ts";
import { DIFFERENCES } from "./case.ts";
import { CASES } from "./cases.ts";
import { runCase } from "./run_case.ts";

const TABLE = new URL("differences.md", import.meta.url);
const HEAD = `# Where Lua implementations differ

The cases of conformance on which the compiler and others give different answers. \`UPDATE=1 deno test -A
tests/lua/conformance\` writes this page.

| code | compiler | fengari | PUC Lua 5.3 | PUC Lua 5.4 | why |
| ---- | -------- | ------- | ----------- | ----------- | --- |
`;
const REASONS = `
| why | means |
| --- | ----- |
${Object.entries(DIFFERENCES).map(([reason, text]) => `| ${reason} | ${text} |`).join("\n")}
`;

function cell(text: string): string {
  return `<code>${
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("|", "&#124;").replaceAll("\n", " ")
  }</code>`;
}

Deno.test({
  name: "differences.md lists every case on which others differ, and no other, with their answers",
  ignore: outside("lua5.3").ignore || outside("lua5.4").ignore,
  fn: async () => {
    const cases = Object.values(CASES).flat().filter((example) => example.length > 2);
    const codes = cases.map(([code]) => code);
    const [old, late] = [await runCasesOnPuc("lua5.3", codes), await runCasesOnPuc("lua5.4", codes)];
    const rows = cases.map(([code, ours, differs = [], reason]) => {
      const fengari = runCase(fengariEngine, code);
      const others = { fengari, "puc5.3": old.get(code), "puc5.4": late.get(code) };
      const different = Object.entries(others).filter(([, answer]) => answer !== ours).map(([name]) => name);
      const listed = Object.keys(others).filter((name) => differs.some((other) => name.startsWith(other)));
      assert.deepEqual(different, listed, `who differs in: ${code}`);
      const answers = Object.values(others).map((answer = "") => answer === ours ? "same" : cell(answer));
      return `| ${cell(code)} | ${cell(ours)} | ${answers.join(" | ")} | ${reason} |`;
    });
    const text = `${HEAD}${rows.join("\n")}\n${REASONS}`;
    if (Deno.env.get("UPDATE") === "1") await Deno.writeTextFile(TABLE, text);
    assert.equal(await Deno.readTextFile(TABLE), text);
  },
});
