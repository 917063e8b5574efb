import { AppError, fromByteString } from "../base/mod.ts";
import { parseWorkflowOptions, type Pid, type WorkflowOptions } from "../modules/commands/mod.ts";
import type { ProcessHandle, ProcessPlace, SpawnRequest } from "../processes/mod.ts";
import { contextHeaders, type Directory, signalHeaders } from "../workflow/mod.ts";
import { payloadsOf, startRequest } from "./_start_request.ts";
import type { TemporalClient } from "./temporal_client.ts";
import { type Connected, WorkflowProcess } from "./workflow_process.ts";

/** Temporal's numbers of what becomes of a start whose id runs already. */
const FAIL = 1;
const USE_EXISTING = 2;

/** What a {@linkcode WorkflowPlace} builds on. */
export interface WorkflowPlaceOptions {
  /** Entries that the workflows are named after. */
  readonly directory: Directory;
  readonly client: Connected;
  /** Told about each start, before it: of that type, on that queue. */
  readonly noteStart: (workflowType: string, taskQueue: string) => void;
}

/** How a start is to go when its id runs already (contract/temporal-workflows.md §3.3). */
interface IdRules {
  readonly workflowId: string;
  readonly conflictPolicy: number;
  /** "Already started" means that the id's latest run is the one. */
  readonly takesExisting: boolean;
}

/** The workflows of one worker's queue, started and reached through its client (contract/temporal-workflows.md §3, §4). */
export class WorkflowPlace implements ProcessPlace {
  readonly #options: WorkflowPlaceOptions;
  /** Begins the ids that are made up here. */
  readonly #series = crypto.randomUUID();
  #started = 0;

  constructor(options: WorkflowPlaceOptions) {
    this.#options = options;
  }

  at(pid: Pid): ProcessHandle {
    return new WorkflowProcess(this.#options.client, pid);
  }

  async spawn(request: SpawnRequest): Promise<ProcessHandle> {
    const { directory, noteStart } = this.#options;
    const options = parseWorkflowOptions(request.target, request.settings.options);
    if (options instanceof AppError) throw options;
    const taskQueue = options.taskQueue ?? directory.taskQueueOf(directory.workerId);
    if (taskQueue === undefined || taskQueue instanceof AppError) throw taskQueue ?? new Error("a worker has a queue");
    const workflowType = directory.workflowType(request.target);
    noteStart(workflowType, taskQueue);
    const rules = this.#idRules(options, request.settings.name);
    const client = await this.#options.client();
    const { runId, sent } = await start(client, { ...request, options, taskQueue, workflowType, rules });
    const pid = { node: directory.clientId, host: directory.workerId, unique: rules.workflowId };
    const handle = new WorkflowProcess(this.#options.client, pid, runId);
    const { from, settings } = request;
    for (const { topic, values } of settings.messages.slice(sent)) await handle.send({ topic, from, values });
    return handle;
  }

  #idRules(options: WorkflowOptions, name: string | undefined): IdRules {
    const given = options.id ?? name;
    const failsIfStarted = options.errorWhenAlreadyStarted ?? given === undefined;
    const conflictPolicy = options.idConflictPolicy ?? (failsIfStarted ? FAIL : USE_EXISTING);
    const refuses = options.errorWhenAlreadyStarted === true && conflictPolicy === USE_EXISTING;
    return {
      workflowId: given ?? `${this.#series}_0x${(++this.#started).toString(16).padStart(5, "0")}`,
      conflictPolicy: refuses ? FAIL : conflictPolicy,
      takesExisting: conflictPolicy === USE_EXISTING && !refuses,
    };
  }
}

/** A start with everything decided. */
interface Start extends SpawnRequest {
  readonly options: WorkflowOptions;
  readonly taskQueue: string;
  readonly workflowType: string;
  readonly rules: IdRules;
}

/** What a start has done. */
interface Started {
  /** The run that was started or that runs already; undefined when the server did not tell. */
  readonly runId?: string;
  /** Startup messages that went with it. */
  readonly sent: number;
}

/** Starts the workflow, with its first startup message where that can be done in one step (§3.4). */
async function start(client: TemporalClient, request: Start): Promise<Started> {
  const { args, context, from, options, rules, settings, taskQueue, workflowType } = request;
  const { workflowId, conflictPolicy } = rules;
  // A start with a signal cannot refuse an id that runs already.
  const first = conflictPolicy === FAIL ? undefined : settings.messages[0];
  const headers = first ? signalHeaders(context, from) : contextHeaders(context);
  const { identity } = client;
  try {
    const { runId } = await client.call<{ runId?: string | null }>((service, namespace) => {
      const decisions = { namespace, identity, workflowId, workflowType, taskQueue, conflictPolicy, args, headers };
      const { requestEagerExecution, ...common } = startRequest(decisions, options);
      if (!first) return service.startWorkflowExecution({ ...common, requestEagerExecution });
      const signal = { signalName: fromByteString(first.topic), signalInput: payloadsOf(first.values) };
      return service.signalWithStartWorkflowExecution({ ...common, ...signal });
    });
    return { ...runId && { runId }, sent: first ? 1 : 0 };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== "AlreadyExists") throw error;
    if (rules.takesExisting) return { sent: 0 };
    const message = `workflow "${workflowId}" has already been started`;
    throw new AppError(message, { kind: "AlreadyExists", retryable: false });
  }
}
