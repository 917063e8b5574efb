import { AppError, text } from "../../base/mod.ts";
import {
  parseWorkflowOptions,
  type Pid,
  type SpawnSettings,
  type WorkflowOptions,
} from "../../modules/commands/mod.ts";
import type { ProcessHandle } from "../process_handle.ts";
import type { SpawnRequest, SpawnTarget } from "../spawn_target.ts";
import { type WorkflowAccess, WorkflowProcess } from "./workflow_process.ts";

/** Temporal's numbers of what becomes of a start whose id runs already. */
const FAIL = 1;
const USE_EXISTING = 2;

/** What a {@linkcode WorkflowTarget} builds on. */
export interface WorkflowTargetOptions extends WorkflowAccess {
  /** Entry ids of the worker and of its client. */
  readonly workerId: string;
  readonly clientId: string;
  /** The worker's queue, with its prefix. */
  readonly taskQueue: string;
  /** The registered name of a workflow's entry; any other text as it is (spec/temporal-workflows.md §1). */
  workflowType(entryId: string): string;
  /** Told about each start, before it: of that type, on that queue. */
  noteStart(workflowType: string, taskQueue: string): void;
}

/** How a start is to go when its id runs already (spec/temporal-workflows.md §3.3). */
interface IdRules {
  readonly workflowId: string;
  /** It was made up for this start. */
  readonly isNewId: boolean;
  readonly conflictPolicy: number;
  /** "Already started" means that the id's latest run is the one. */
  readonly takesExisting: boolean;
}

/** The workflows of one worker's queue, started and reached through its client (spec/temporal-workflows.md §3, §4). */
export class WorkflowTarget implements SpawnTarget {
  readonly #options: WorkflowTargetOptions;
  /** Begins the ids that are made up here. */
  readonly #series = crypto.randomUUID();
  #started = 0;

  constructor(options: WorkflowTargetOptions) {
    this.#options = options;
  }

  at(pid: Pid): ProcessHandle {
    return new WorkflowProcess(this.#options, pid);
  }

  async spawn(request: SpawnRequest): Promise<ProcessHandle> {
    const { clientId, workerId } = this.#options;
    const { from, settings: { messages, name, options } } = request;
    const parsed = parseWorkflowOptions(request.target, options);
    if (parsed instanceof AppError) throw parsed;
    const rules = this.#idRules(parsed, name);
    // spec/temporal-workflows.md §3.4: only those that have a topic.
    const greetings = messages.filter(({ topic }) => topic !== "");
    const { runId, sent } = await this.#start(request, parsed, rules, greetings[0]);
    const pid = { node: clientId, host: workerId, unique: rules.workflowId };
    const handle = new WorkflowProcess(this.#options, pid, runId);
    for (const { topic, values } of greetings.slice(sent)) await handle.send({ topic, from, values });
    return handle;
  }

  #idRules(options: WorkflowOptions, name: string | undefined): IdRules {
    const given = options.id ?? name;
    const failsIfStarted = options.errorWhenAlreadyStarted ?? given === undefined;
    const conflictPolicy = options.idConflictPolicy ?? (failsIfStarted ? FAIL : USE_EXISTING);
    const refuses = options.errorWhenAlreadyStarted === true && conflictPolicy === USE_EXISTING;
    return {
      workflowId: given ?? `${this.#series}_0x${(++this.#started).toString(16).padStart(5, "0")}`,
      isNewId: given === undefined,
      conflictPolicy: refuses ? FAIL : conflictPolicy,
      takesExisting: conflictPolicy === USE_EXISTING && !refuses,
    };
  }

  /** Starts the workflow, with its first startup message where that can be done in one step (§3.4). */
  async #start(
    { target, args, context, from }: SpawnRequest,
    options: WorkflowOptions,
    { workflowId, isNewId, takesExisting, ...rules }: IdRules,
    greeting: SpawnSettings["messages"][number] | undefined,
  ): Promise<{ runId?: string; sent: number }> {
    const workflowType = this.#options.workflowType(target);
    const taskQueue = options.taskQueue ?? this.#options.taskQueue;
    this.#options.noteStart(workflowType, taskQueue);
    // A start with a signal cannot refuse an id that runs already; nothing runs under one that was just made up.
    const conflictPolicy = greeting && isNewId ? USE_EXISTING : rules.conflictPolicy;
    const signal = greeting && conflictPolicy !== FAIL ? { ...greeting, from } : undefined;
    const client = await this.#options.client();
    try {
      const start = { workflowId, workflowType, taskQueue, conflictPolicy, options, args, context };
      return { runId: await client.start({ ...start, ...signal && { signal } }), sent: signal ? 1 : 0 };
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== "AlreadyExists") throw error;
      if (takesExisting) return { sent: 0 };
      const message = text`workflow "${workflowId}" has already been started`;
      throw new AppError(message, { kind: "AlreadyExists", retryable: false });
    }
  }
}
