import { deepEqual, match, ok } from "node:assert/strict";

const SCRIPT = new URL("./support/loaded_packages.ts", import.meta.url).pathname;
const ORDERS = new URL("../examples/orders", import.meta.url).pathname;

Deno.test("commands that need no Temporal do not load its SDK", async () => {
  const lines = [
    ["version"],
    ["list", "--app", ORDERS],
    ["show", "app:worker", "--app", ORDERS],
    ["check", "--app", ORDERS],
  ];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", SCRIPT, ...lines.map((line) => JSON.stringify(line))],
    stdin: "null",
  }).output();
  const text = new TextDecoder().decode(stdout);
  ok(code === 0, new TextDecoder().decode(stderr));

  const records = text.trim().split("\n").map((line) => JSON.parse(line));
  match(records.pop().control.join(), /@temporalio\/common/);
  deepEqual(records, lines.map((args) => ({ args, exit: 0, packages: [] })));
});
