import { AppError, type Clock, text } from "../base/mod.ts";
import { formatPid, parsePid, type Pid, unresolvedProcess } from "../modules/commands/mod.ts";
import { GoneProcess } from "./gone_process.ts";
import type { ProcessHandle } from "./process_handle.ts";
import { ProcessNames } from "./process_names.ts";
import type { SpawnTarget } from "./spawn_target.ts";
import type { Watches } from "./watches.ts";

/** A process that lives here, and so can be told of the end of others. */
export interface LocalHandle extends ProcessHandle {
  /** The processes that it watches. */
  readonly watches: Watches;
}

/** The places for processes that a node does not have itself. */
export interface ForeignTargets {
  /**
   * The place with that entry id.
   *
   * @throws {AppError} kind Unavailable when it does not run
   */
  named(hostId: string): SpawnTarget | undefined;
  /** The process of a pid that is no local one's; undefined when it cannot be anybody's. */
  at(pid: Pid): ProcessHandle | undefined;
}

/** Fewest digits of the count behind a series. */
const COUNT_DIGITS = 5;

/** What a {@linkcode ProcessNode} works with. */
export interface ProcessNodeOptions {
  /** Stands in front of all local pids. */
  readonly name: string;
  /**
   * Hexadecimal digits that begin the unique part of all local pids: an answer that another program with a node of that name
   * is asked to deliver must find nobody there. @default none
   */
  readonly series?: string;
  readonly clock: Clock;
  readonly foreign: ForeignTargets;
}

/** All processes of one running application: those that live here, and the way to the others. */
export class ProcessNode {
  readonly name: string;
  readonly names = new ProcessNames();
  readonly #clock: Clock;
  readonly #foreign: ForeignTargets;
  readonly #processes = new Map<string, LocalHandle>();
  readonly #hosts = new Map<string, SpawnTarget>();
  readonly #series: string;
  #count = 0;

  constructor({ name, series = "", clock, foreign }: ProcessNodeOptions) {
    this.name = name;
    this.#series = series;
    this.#clock = clock;
    this.#foreign = foreign;
  }

  /** How many processes live here. */
  get size(): number {
    return this.#processes.size;
  }

  /** The pid of a new process, (spec/temporal-workflows.md §2). */
  newPid(host: string): string {
    const count = (++this.#count).toString(16);
    const unique = `0x${this.#series}${this.#series === "" ? count : count.padStart(COUNT_DIGITS, "0")}`;
    return formatPid({ node: this.name, host, unique });
  }

  /** Makes a process known; until {@linkcode remove}. */
  add(process: LocalHandle): void {
    this.#processes.set(process.pid, process);
  }

  /** Forgets a process that has ended. */
  remove({ pid }: LocalHandle): void {
    this.#processes.delete(pid);
  }

  /** The process with that very pid, if it lives here. */
  local(pid: string): LocalHandle | undefined {
    return this.#processes.get(pid);
  }

  /** Makes a host of local processes known. @returns a function that takes it back */
  addHost(id: string, host: SpawnTarget): () => void {
    this.#hosts.set(id, host);
    return () => {
      if (this.#hosts.get(id) === host) this.#hosts.delete(id);
    };
  }

  /**
   * Where processes are started by naming the host.
   *
   * @throws {AppError} kind NotFound for what is no host, Unavailable for one that does not run
   */
  place(hostId: string): SpawnTarget {
    const place = this.#hosts.get(hostId) ?? this.#foreign.named(hostId);
    if (place) return place;
    throw new AppError(text`host "${hostId}" not found`, { kind: "NotFound", retryable: false });
  }

  /**
   * The process of a pid, which need not exist, or of a registered name.
   *
   * @throws {AppError} kind NotFound for a text that is neither
   */
  resolve(destination: string): ProcessHandle {
    const pid = parsePid(destination);
    if (pid) return this.#at(pid);
    const named = this.names.lookUp(destination);
    if (named !== undefined) return this.resolve(named);
    throw unresolvedProcess(destination);
  }

  #at(pid: Pid): ProcessHandle {
    const text = formatPid({ ...pid, node: pid.node ?? this.name });
    return this.#processes.get(text) ?? this.#foreign.at(pid) ?? new GoneProcess(text, this.#clock);
  }
}
