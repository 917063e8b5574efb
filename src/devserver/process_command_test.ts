import { equal, match } from "node:assert/strict";
import { processCommand } from "./process_command.ts";

const FILE = new URL("./process_command.ts", import.meta.url).href;

Deno.test("processCommand() tells how a process was called", () => {
  match(processCommand(Deno.pid) ?? "", /deno.* test\b/);
});

Deno.test("processCommand() asks ps when Deno guards /proc", async () => {
  const script = `import { processCommand } from ${JSON.stringify(FILE)}; console.log(processCommand(${Deno.pid}))`;
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-run=ps", `data:text/typescript,${encodeURIComponent(script)}`],
  }).output();
  match(new TextDecoder().decode(stdout), /deno.* test\b/);
});

Deno.test("processCommand() is undefined for a process that is not there", () => {
  equal(processCommand(2 ** 22 + 1), undefined);
});
