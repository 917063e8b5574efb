import { equal } from "node:assert/strict";
import { shellWord } from "./program_command.ts";

Deno.test("shellWord() quotes only what a shell would change", async () => {
  equal(shellWord("app:worker"), "app:worker");
  equal(shellWord(""), "''");
  const odd = `{"name": "it's $HOME"}`;
  const { stdout } = await new Deno.Command("sh", { args: ["-c", `printf %s ${shellWord(odd)}`] }).output();
  equal(new TextDecoder().decode(stdout), odd);
});

Deno.test("shellWord() quotes for PowerShell on Windows", () => {
  equal(shellWord("C:\\apps\\shop", "windows"), "C:\\apps\\shop");
  equal(shellWord("C:\\my apps", "windows"), "'C:\\my apps'");
  equal(shellWord("it's", "windows"), "'it''s'");
});
