import {
  AppError,
  type Component,
  type ComponentStatus,
  type Logger,
  onAbort,
  type StopReport,
  text,
} from "../base/mod.ts";
import { formatPid, type Pid, SYSTEM_PID } from "../modules/commands/mod.ts";
import type { Terminal } from "../modules/host/mod.ts";
import type { FunctionRunner, ProcessStart } from "./function_runner.ts";
import type { LocalProcess } from "./local_process.ts";
import type { ProcessHandle } from "./process_handle.ts";
import type { ProcessNode } from "./process_node.ts";
import type { SpawnRequest, SpawnTarget } from "./spawn_target.ts";

/** What a {@linkcode ProcessHost} works with. */
export interface ProcessHostOptions {
  /** Id of its entry. */
  readonly id: string;
  readonly node: ProcessNode;
  readonly functions: FunctionRunner;
  readonly logger: Logger;
}

/** Runs processes (spec/registry.md §6); its stop asks them to end, and ends those that do not. */
export class ProcessHost implements Component, SpawnTarget {
  readonly failed = new Promise<never>(() => {});
  readonly #options: ProcessHostOptions;
  readonly #processes = new Set<LocalProcess>();
  #leave: (() => void) | undefined;
  #isStopping = false;
  #terminal: Terminal | undefined;

  constructor(options: ProcessHostOptions) {
    this.#options = options;
  }

  start(): Promise<void> {
    this.#leave = this.#options.node.addHost(this.#options.id, this);
    return Promise.resolve();
  }

  async stop(signal: AbortSignal): Promise<StopReport> {
    this.#isStopping = true;
    const cut: string[] = [];
    const terminate = () => {
      for (const process of this.#processes) {
        cut.push(`process "${process.entryId}" ${process.pid}`);
        process.kill();
      }
    };
    // One that is about to have ended takes no more.
    for (const process of this.#processes) process.cancel("the host is shutting down", SYSTEM_PID).catch(() => {});
    using _ = onAbort(signal, terminate);
    await Promise.all([...this.#processes].map(({ exit }) => exit));
    this.#leave?.();
    return { cut };
  }

  status(): ComponentStatus {
    return { processes: this.#processes.size };
  }

  /** Gives the processes that start from now on a terminal. */
  attach(terminal: Terminal): void {
    this.#terminal = terminal;
  }

  at(pid: Pid): ProcessHandle {
    return this.#options.node.resolve(formatPid(pid));
  }

  async spawn(request: SpawnRequest): Promise<ProcessHandle> {
    const { node } = this.#options;
    const { target, args, context, settings: { name, messages }, from } = request;
    if (this.#isStopping) throw new AppError("host is shutting down", { kind: "Unavailable", retryable: false });
    const program = this.#options.functions.processProgram(target);
    if (!program) throw new AppError(text`process "${target}" not found`, { kind: "NotFound", retryable: false });
    const holder = name === undefined ? undefined : node.names.lookUp(name);
    const process = holder === undefined
      ? this.#start({ host: this.#options.id, program, args, context, terminal: this.#terminal })
      : node.resolve(holder);
    if (name !== undefined) node.names.register(name, process.pid);
    for (const { topic, values } of messages) {
      if (topic !== "") await process.send({ topic, from, values });
    }
    return process;
  }

  #start(start: ProcessStart): LocalProcess {
    const process = this.#options.functions.start(start);
    this.#processes.add(process);
    void process.exit.then(({ error }) => {
      this.#processes.delete(process);
      if (error && error.kind !== "Canceled" && !process.wasWatched) this.#report(process, error);
    });
    return process;
  }

  /** Nobody else hears of it. */
  #report({ entryId, pid }: LocalProcess, error: AppError): void {
    const stack = error.luaStack && { stack: error.luaStack.join("\n") };
    this.#options.logger.log("error", text`Process "${entryId}" failed: ${error.message}`, { pid, ...stack });
  }
}
