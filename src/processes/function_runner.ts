import { AppError, type AppResources, type Clock, type Data, type Logger } from "../base/mod.ts";
import type { LuaProgram } from "../lua/mod.ts";
import { canceled } from "./canceled.ts";
import { FunctionCall } from "./function_call.ts";
import type { ProcessNode } from "./process_node.ts";
import { Slots } from "./slots.ts";
import { TurnQueue } from "./turn_queue.ts";

/** Functions that call functions, and so on: each level holds a Lua state. */
const MAX_DEPTH = 64;

export interface FunctionRunnerOptions {
  /** Where its calls are known as processes. */
  readonly node: ProcessNode;
  /** The code of a callable entry. */
  find(entryId: string): LuaProgram | undefined;
  /** What the modules `env`, `registry` and `store` work on; they fail without it. @default none */
  readonly resources?: AppResources;
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Most calls of that entry at one time; the others wait (contract/registry.md §2.2). No limit when absent. Calls that a
   * running function makes do not count: two that wait for each other's slots would wait for ever.
   */
  concurrency?(entryId: string): number | undefined;
}

export interface CallOptions {
  /** Cancels the call: what it waits for answers `nil, err` of kind Canceled, and soon it is ended by force. */
  readonly signal: AbortSignal;
  /** Context values (contract/temporal-activities.md §7); the calls that the function makes inherit them. */
  readonly context?: ReadonlyMap<string, Data>;
}

/** Runs functions in this process, each call in a fresh Lua state; busy ones take turns with the event loop. */
export class FunctionRunner {
  readonly #options: FunctionRunnerOptions;
  readonly #turns = new TurnQueue();
  readonly #slots = new Map<string, Slots>();

  constructor(options: FunctionRunnerOptions) {
    this.#options = options;
  }

  /**
   * Calls a function. When the promise settles, everything that the call began has ended: timers, requests, other calls.
   *
   * @returns its first result; undefined when it returned nothing
   * @throws {AppError} what the function returned or raised as an error; NotFound when there is no such function or entry
   * point, Canceled when the signal aborted and the function did not end on its own
   */
  call(entryId: string, args: readonly Data[], options: CallOptions): Promise<Data | undefined> {
    return this.#call(entryId, args, options, 0);
  }

  async #call(
    entryId: string,
    args: readonly Data[],
    { signal, context = new Map() }: CallOptions,
    depth: number,
  ): Promise<Data | undefined> {
    const { resources = {}, clock, logger } = this.#options;
    const program = this.#options.find(entryId);
    if (program === undefined) throw refusal("NotFound", `function "${entryId}" not found`);
    if (depth > MAX_DEPTH) throw refusal("Internal", `calls nested deeper than ${MAX_DEPTH} levels at "${entryId}"`);
    const release = depth > 0 ? undefined : await this.#slotsOf(entryId)?.acquire(signal);
    if (signal.aborted) {
      release?.();
      throw canceled();
    }
    const call = new FunctionCall({
      ...{ program, args, context, signal, resources, clock, logger, turns: this.#turns },
      call: (target, args, context, signal) => this.#call(target, args, { signal, context }, depth + 1),
    });
    try {
      return await call.run();
    } finally {
      release?.();
    }
  }

  #slotsOf(entryId: string): Slots | undefined {
    const size = this.#options.concurrency?.(entryId);
    if (size === undefined) return undefined;
    let slots = this.#slots.get(entryId);
    if (slots === undefined) this.#slots.set(entryId, slots = new Slots(size));
    return slots;
  }
}

function refusal(kind: "NotFound" | "Internal", message: string): AppError {
  return new AppError(message, { kind, retryable: false });
}
