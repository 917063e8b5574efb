import assert from "node:assert/strict";
import fc from "fast-check";
import { ProcessScene } from "../../tests/support/process_scene.ts";
import { randomSettings } from "../../tests/support/random_settings.ts";
import { ascii, type Data } from "../base/mod.ts";

type Ending = "value" | "failure" | "terminate";

type Step =
  | { readonly type: "spawn" }
  | { readonly type: "link" | "unlink"; readonly from: number; readonly to: number }
  | { readonly type: "end"; readonly target: number; readonly how: Ending };

const place = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ type: "spawn" } as const),
  fc.record({ type: fc.constantFrom("link" as const, "unlink" as const), from: place, to: place }),
  fc.record({
    type: fc.constant("end" as const),
    target: place,
    how: fc.constantFrom<Ending[]>("value", "failure", "terminate"),
  }),
);

/** What a process of the model is told that it ended with. */
const OUTCOMES: Record<Ending, string> = { value: "done", failure: "broken", terminate: "process terminated" };

/** Processes as they should be: who is linked with whom, and how each ended. */
class Model {
  readonly outcomes: (string | undefined)[] = [];
  readonly #links: Set<number>[] = [];
  /** What the script is to do, each with the number of ends to wait for. */
  readonly script: Data[] = [];

  apply(step: Step): void {
    if (step.type === "spawn") {
      this.outcomes.push(undefined);
      this.#links.push(new Set());
      this.script.push([ascii("spawn")]);
    } else if (step.type === "end") this.#end(step.target, step.how);
    else if (this.#isAlive(step.from) && this.#isAlive(step.to) && step.from !== step.to) {
      const change = step.type === "link" ? "add" : "delete";
      this.#links[step.from]![change](step.to);
      this.#links[step.to]![change](step.from);
      this.script.push([ascii(step.type), step.from + 1, step.to + 1]);
    }
  }

  #isAlive(index: number): boolean {
    return index < this.outcomes.length && this.outcomes[index] === undefined;
  }

  #end(target: number, how: Ending): void {
    if (target >= this.outcomes.length) return;
    const ends = this.#isAlive(target) ? this.#fall(target, OUTCOMES[how], how !== "value") : 0;
    this.script.push([ascii("end"), target + 1, ascii(how), ends]);
  }

  /** Ends a process, and with it those that are linked with a failure. @returns how many ended */
  #fall(index: number, outcome: string, hasFailed: boolean): number {
    this.outcomes[index] = outcome;
    let count = 1;
    for (const other of this.#links[index]!) {
      this.#links[other]!.delete(index);
      if (hasFailed && this.#isAlive(other)) count += this.#fall(other, "linked process failed", true);
    }
    return count;
  }
}

const CONTROLLER = `
  local events, answers = process.events(), process.listen("answer")
  local pids, places, outcomes = {}, {}, {}
  for _, step in ipairs(...) do
    local what, target = step[1], pids[step[2]]
    if what == "spawn" then
      local pid = process.spawn_monitored("app:worker", "app:host")
      pids[#pids + 1] = pid
      places[pid] = #pids
    elseif what == "end" then
      local ok, err
      if step[3] == "terminate" then ok, err = process.terminate(target) else ok, err = process.send(target, step[3]) end
      if step[4] == 0 then assert(err:kind() == "NotFound") else assert(ok) end
      for _ = 1, step[4] do
        local e = events:receive()
        local place = places[e.from]
        assert(e.kind == "pid.exit" and outcomes[place] == nil, "told twice")
        outcomes[place] = e.result.value or e.result.error:message()
      end
    else
      process.send(target, what, pids[step[3]])
      answers:receive()
    end
  end
  local list = {}
  for place = 1, #pids do list[place] = outcomes[place] or "" end
  return list
`;

const WORKER = `
  local inbox = process.inbox()
  while true do
    local m = inbox:receive()
    if m:topic() == "value" then return "done" end
    if m:topic() == "failure" then return nil, "broken" end
    assert(process[m:topic()](m:payload():data()))
    process.send(m:from(), "answer")
  end
`;

Deno.test("random processes end as their links say, each end told once, and nothing is left", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const model = new Model();
      for (const one of [{ type: "spawn" } as const, ...steps]) model.apply(one);
      const scene = new ProcessScene({ functions: { "app:main": CONTROLLER }, processes: { "app:worker": WORKER } });
      await scene.host.start();
      const alive = model.outcomes.filter((outcome) => outcome === undefined).length;
      assert.deepEqual(
        await scene.call("app:main", [model.script]),
        model.outcomes.map((outcome) => outcome ?? ""),
      );
      assert.equal(scene.node.size, alive);
      assert.equal((await scene.stop()).cut.length, alive);
      assert.equal(scene.node.size, 0);
    }),
    randomSettings(40),
  );
});
