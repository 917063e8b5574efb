import assert from "node:assert/strict";
import fc from "fast-check";
import { luaEngines } from "../../support/lua_engines.ts";
import { isSoak, randomSettings } from "../../support/random_settings.ts";
import { compile, type Running, testNamespace, withWorker } from "../../support/temporal.ts";
import { historiesOf } from "../../support/histories_of.ts";
import { Effects } from "./_effects.ts";
import { HELPER_ACTIVITIES, HELPER_WORKFLOWS } from "./_helpers.ts";
import { type Plan, plans, smallerPlans } from "./_plan.ts";
import { type Program, programOf } from "./_program.ts";
import { recordedEnd, replayedEnd } from "./_replayed_end.ts";

const place = await testNamespace("random");

/** So many workflows go on at once. */
const BATCH = 25;
const TYPE = "app:random";

/** Everything that can be seen of a workflow from outside. */
interface Seen {
  readonly result: unknown;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly effects: readonly string[];
}

Deno.test("random workflows do the same whether evicted after every task or not, and replay on both engines", async () => {
  const { seed } = randomSettings();
  const count = isSoak() ? 3000 : 100;
  console.log(`seed ${seed}`);
  const samples = fc.sample(plans, { seed, numRuns: count });
  for (let at = 0; at < count; at += BATCH) {
    const [first] = await failuresOf(samples.slice(at, at + BATCH));
    if (first) {
      const { plan, error } = await shrink(first);
      assert.fail(`seed ${seed}: ${error}\n${JSON.stringify(plan)}\n${programOf(plan).source}`);
    }
  }
});

interface Failure {
  readonly plan: Plan;
  readonly error: unknown;
}

/** Takes parts away as long as what is left fails too. */
async function shrink(failure: Failure): Promise<Failure> {
  while (true) {
    const [smaller] = await failuresOf(smallerPlans(failure.plan));
    if (!smaller) return failure;
    failure = smaller;
  }
}

async function failuresOf(plans: readonly Plan[]): Promise<Failure[]> {
  const programs = plans.map(programOf);
  const [undisturbed, evicted] = await Promise.all([runAll(programs), runAll(programs, 0)]);
  return plans.flatMap((plan, i): Failure[] => {
    try {
      assert.deepEqual(valueOf(evicted[i]!), valueOf(undisturbed[i]!));
      return [];
    } catch (error) {
      return [{ plan, error }];
    }
  });
}

function valueOf(settled: PromiseSettledResult<Seen>): Seen {
  if (settled.status === "fulfilled") return settled.value;
  throw settled.reason;
}

/** Runs all of them at once on one worker. */
async function runAll(
  programs: readonly Program[],
  maxCachedWorkflows?: number,
): Promise<PromiseSettledResult<Seen>[]> {
  const effects = new Effects();
  const sources = Object.fromEntries(programs.map(({ source }, i) => [`${TYPE}${i}`, source]));
  const given = {
    logger: effects,
    settings: { maxCachedWorkflows },
    workflows: { ...sources, ...HELPER_WORKFLOWS },
    activities: HELPER_ACTIVITIES,
  };
  const seen: PromiseSettledResult<Seen>[] = [];
  await withWorker(place, given, async (running) => {
    seen.push(...await Promise.allSettled(programs.map((program, i) => run(running, `${TYPE}${i}`, program, effects))));
  });
  return seen;
}

async function run(running: Running, type: string, { source, acts }: Program, effects: Effects): Promise<Seen> {
  const workflowId = crypto.randomUUID();
  const { taskQueue, foreign } = running;
  const handle = await foreign.workflow.start(type, { taskQueue, workflowId, workflowExecutionTimeout: "2m" });
  const acting = Promise.all([...acts].map(async ([name, { after, act }]): Promise<[string, unknown]> => {
    if (after !== undefined) await effects.seen(workflowId, after);
    return [name, await act(handle)];
  }));
  const ending = handle.result();
  const answers = await Promise.race([acting, ending.then(() => acting)]);
  const result = await ending;
  for (const history of await historiesOf(foreign, workflowId)) {
    for (const engine of Object.values(luaEngines)) {
      const end = await replayedEnd(type, compile(type, source, engine), history);
      assert.deepEqual(end, recordedEnd(history), `replay on ${engine.name}`);
    }
  }
  return { result, answers: Object.fromEntries(answers), effects: effects.of(workflowId) };
}
