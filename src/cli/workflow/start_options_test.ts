import { deepEqual, throws } from "node:assert/strict";
import { type ByteString, type Data, fromByteString, toByteString } from "../../base/mod.ts";
import { parseWorkflowOptions, START_OPTIONS } from "../../modules/commands/mod.ts";
import { startOptions } from "./start_options.ts";
import { UsageError } from "../command.ts";

function read(pairs: string[], id?: string): Record<string, Data> {
  return Object.fromEntries(startOptions(pairs, id));
}

Deno.test("startOptions() reads values as JSON or text, with or without the prefixes of scripts", () => {
  const strict = { "workflow.execution_error_when_already_started": true };
  deepEqual(read([]), strict);
  deepEqual(
    read(["run_timeout=90s", "workflow.task_timeout=1500", "temporal.workflow.summary=a=b", 'memo={"a":[1]}'], "größe"),
    {
      "workflow.run_timeout": "90s",
      "workflow.task_timeout": 1500,
      "workflow.summary": "a=b",
      "workflow.memo": new Map([["a", [1]]]),
      "workflow.id": toByteString("größe"),
      ...strict,
    },
  );
});

Deno.test("startOptions() lets an option say what becomes of an id that runs already", () => {
  deepEqual(read(["id_conflict_policy=use_existing"]), { "workflow.id_conflict_policy": "use_existing" });
  deepEqual(read(["execution_error_when_already_started=false"], "a"), {
    "workflow.execution_error_when_already_started": false,
    "workflow.id": "a",
  });
});

Deno.test("startOptions() refuses what a start does not have", () => {
  const cases: [pairs: string[], message: RegExp][] = [
    [["run_timeout"], /^"--option" takes KEY=VALUE, got "run_timeout"$/],
    [["=5"], /^"--option" takes KEY=VALUE, got "=5"$/],
    [["retry=1"], /^a start has no option "retry"; /],
    [["parent_close_policy=abandon"], /^a start has no option "parent_close_policy"; there are id, task_queue, /],
    [["id=b"], /^give either "--id" or "--option id=…"$/],
  ];
  for (const [pairs, message] of cases) {
    throws(() => startOptions(pairs, "a"), (error) => error instanceof UsageError && message.test(error.message));
  }
});

Deno.test("START_OPTIONS are the options that a start reads, but for those of children", () => {
  const asked = new Set<string>();
  const options = new Map<ByteString, Data>();
  options.get = (key) => (asked.add(fromByteString(key).replace(/^(temporal\.)?workflow\./, "")), undefined);
  parseWorkflowOptions("app:order", options);
  const ofChildren = ["namespace", "wait_for_cancellation", "parent_close_policy", "versioning_intent"];
  deepEqual([...asked].filter((key) => !ofChildren.includes(key)).sort(), [...START_OPTIONS].sort());
});
