import type { LuaState } from "../lua/api/mod.ts";
import type { InitializeWorkflow, Job, Signal, Update } from "./proto.ts";
import type { RunControl } from "./run_control.ts";
import type { WorkflowExecutor } from "./workflow_executor.ts";
import type { WorkflowWorld } from "./workflow_world.ts";

/** A run as core's jobs see it. */
export interface JobReceiver {
  readonly world: WorkflowWorld;
  readonly control: RunControl;
  readonly executor: WorkflowExecutor;
  /** Undefined until the script's state exists; jobs that bring values into it are then dropped. */
  readonly state: LuaState | undefined;
  readonly hasEnded: boolean;
  start(job: InitializeWorkflow): void;
  signal(job: Signal, state: LuaState): void;
  requestCancel(reason: string, state: LuaState): void;
  update(job: Update): void;
}

type JobType = Exclude<keyof Job, "variant">;
type Content<K extends JobType> = NonNullable<Job[K]>;

interface JobHandler<T> {
  /** The job's group, or how to find it. */
  readonly rank: number | ((content: T, executor: WorkflowExecutor) => number);
  apply(content: T, run: JobReceiver): void;
}

/** The groups in which a script sees what an activation brings (spec/temporal-workflows.md §11.1). */
const RANKS = {
  /** Start, seed and markers. */
  start: 0,
  /** The end of an operation that a coroutine waits for. */
  awaited: 1,
  /** Everything else, in the order of arrival. */
  arrival: 2,
  /** The end of a child whose result nobody waits for. */
  childEnd: 3,
  update: 4,
} as const;

/** Every job that core can send. One that is missing here does not compile. */
const JOBS: { readonly [K in JobType]: JobHandler<Content<K>> } = {
  initializeWorkflow: { rank: RANKS.start, apply: (job, run) => run.start(job) },
  updateRandomSeed: {
    rank: RANKS.start,
    apply({ randomnessSeed }, { world }) {
      if (randomnessSeed) world.reseed(randomnessSeed);
    },
  },
  notifyHasPatch: { rank: RANKS.start, apply: ({ patchId }, { control }) => control.notifyPatch(patchId ?? "") },
  resolveActivity: {
    rank: ({ seq }, executor) => executor.awaitsActivity(seq ?? 0) ? RANKS.awaited : RANKS.arrival,
    apply({ seq, result }, { executor, state }) {
      if (state) executor.activityResolved(seq ?? 0, result ?? {}, state);
    },
  },
  fireTimer: {
    rank: ({ seq }, executor) => executor.awaitsTimer(seq ?? 0) ? RANKS.awaited : RANKS.arrival,
    apply: ({ seq }, { executor }) => executor.timerFired(seq ?? 0),
  },
  resolveChildWorkflowExecutionStart: {
    rank: RANKS.awaited,
    apply: (job, { executor }) => executor.children.started(job),
  },
  resolveChildWorkflowExecution: {
    rank: ({ seq }, { children }) => children.awaitsResult(seq ?? 0) ? RANKS.awaited : RANKS.childEnd,
    apply(job, { executor, state }) {
      if (state) executor.children.ended(job, state);
    },
  },
  resolveSignalExternalWorkflow: {
    rank: RANKS.awaited,
    apply: ({ seq, failure }, { executor }) => executor.externals.signaled(seq ?? 0, failure),
  },
  resolveRequestCancelExternalWorkflow: {
    rank: RANKS.awaited,
    apply: ({ seq, failure }, { executor }) => executor.externals.canceled(seq ?? 0, failure),
  },
  signalWorkflow: {
    rank: RANKS.arrival,
    apply(job, run) {
      if (run.state) run.signal(job, run.state);
    },
  },
  cancelWorkflow: {
    rank: RANKS.arrival,
    apply({ reason }, run) {
      if (run.state) run.requestCancel(reason ?? "", run.state);
    },
  },
  doUpdate: { rank: RANKS.update, apply: (job, run) => run.update(job) },
  // Queries come in an activation of their own, evictions end in the SDK, and nothing here starts Nexus operations.
  queryWorkflow: unexpected("queryWorkflow"),
  removeFromCache: unexpected("removeFromCache"),
  resolveNexusOperationStart: unexpected("resolveNexusOperationStart"),
  resolveNexusOperation: unexpected("resolveNexusOperation"),
};

/**
 * Applies the jobs of one activation in the order in which a script sees them (spec/temporal-workflows.md §11.1): start and
 * seed first, then operations that a coroutine waits for, then everything else in the order of arrival, then the ends of
 * children, then updates. Stops when the run has ended.
 *
 * @throws {Error} with the type of a job that this version cannot take: the workflow task fails
 */
export function applyJobs(jobs: readonly Job[], run: JobReceiver): void {
  const ranked = jobs.map((job) => rank(typeOf(job), job, run.executor));
  if (ranked.length > 1) ranked.sort((a, b) => a.rank - b.rank);
  for (const { apply } of ranked) {
    if (run.hasEnded) return;
    apply(run);
  }
}

function rank<K extends JobType>(
  type: K,
  job: Job,
  executor: WorkflowExecutor,
): { rank: number; apply(run: JobReceiver): void } {
  const handler: JobHandler<Content<K>> = JOBS[type];
  const content: Content<K> = job[type]!;
  return {
    rank: typeof handler.rank === "number" ? handler.rank : handler.rank(content, executor),
    apply: (run) => handler.apply(content, run),
  };
}

/** The only field of a job that is set. */
function typeOf(job: Job): JobType {
  for (const key of Object.keys(job)) {
    if (isJobType(key) && job[key]) return key;
  }
  const names = Object.keys(job).join(", ");
  throw new Error(
    names === "" ? "core sent a job of an unknown type" : `core sent a job of the unknown type "${names}"`,
  );
}

function isJobType(key: string): key is JobType {
  return Object.hasOwn(JOBS, key);
}

function unexpected<T>(type: JobType): JobHandler<T> {
  return {
    rank: RANKS.start,
    apply() {
      throw new Error(`core sent a job "${type}", which this version cannot take`);
    },
  };
}
