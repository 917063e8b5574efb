import {
  type Budget,
  Fault,
  type Limits,
  type LuaChunk,
  type LuaContext,
  type LuaFunction,
  type LuaState,
  type LuaTable,
  type LuaValue,
  type Native,
} from "../api/mod.ts";
import { Usage } from "../limits/mod.ts";
import { CompilerChunk } from "./code/compiler_chunk.ts";
import { CompilerThread } from "./support/compiler_thread.ts";
import { createGlobals, createImportGlobals } from "./library/globals.ts";
import { stringMethods } from "./library/string_library.ts";
import { captureSites, currentPosition, traceSites } from "./support/position.ts";
import { fromHost, FunctionHandle, toHost } from "./support/handles.ts";
import { nativeOf } from "./support/native.ts";
import { Table } from "./support/table.ts";
import type { Value } from "./support/value.ts";
import { type RunningState, vm } from "./support/vm.ts";

/** How many function entries and loop turns pass between two looks at the clock: a fraction of a millisecond. */
const STEPS = 10_000;

/** One Lua world. Code and libraries are shared; what belongs to the state is its globals and what they reach. */
export class CompilerState implements LuaState, RunningState {
  readonly globals: Table = createGlobals();
  readonly stringMethods: Table = stringMethods;
  fault: Fault | undefined;
  #context: LuaContext | undefined;
  steps = 0;
  readonly usage: Usage;
  /** What the budget of steps was when it was given last. */
  #givenSteps = 0;
  /** Numbers of the objects that `tostring` has shown, so that texts are the same on replay. */
  readonly #numbers = new WeakMap<object, number>();
  #lastNumber = 0;

  constructor(budget: Budget, limits?: Limits) {
    this.usage = new Usage(budget, limits, true);
  }

  get context(): LuaContext {
    if (this.#context === undefined) throw new Error("The Lua state has no context, or is closed");
    return this.#context;
  }

  set context(context: LuaContext) {
    this.#context = context;
  }

  createTable(): LuaTable {
    return new Table();
  }

  createLibrary(members: Readonly<Record<string, Native | LuaValue>>): LuaTable {
    return Table.library(mapMembers(members));
  }

  load(chunk: LuaChunk, environment?: LuaTable): LuaFunction {
    if (!(chunk instanceof CompilerChunk)) throw new TypeError("The chunk belongs to another engine");
    const globals = environment instanceof Table ? environment : this.globals;
    return toHost(chunk.main(globals)) as LuaFunction;
  }

  createEnvironment(names: ReadonlyMap<string, LuaValue>): LuaTable {
    return createImportGlobals(this.globals, [...names].map(([name, value]) => [name, fromHost(value)]));
  }

  createThread(fn: LuaFunction): CompilerThread {
    if (!(fn instanceof FunctionHandle)) throw new TypeError("The function belongs to another engine");
    return new CompilerThread(this, fn.identity);
  }

  position(): string {
    return currentPosition().position;
  }

  lookOnly<T>(_: LuaFunction, body: () => T): T {
    const { oldest } = vm;
    vm.oldest = ++vm.epoch;
    try {
      return body();
    } finally {
      vm.oldest = oldest;
    }
  }

  startTurn(): void {
    this.usage.startTurn(this.#givenSteps - this.steps);
    vm.sampler = this.#sampler;
  }

  interrupt(fault: Fault): void {
    this.fault ??= fault;
    if (vm.state === this) vm.budget = 0;
  }

  close(): void {
    this.fault ??= new Fault("internal", "The Lua state is closed");
    this.#context = undefined;
  }

  mayGoOn(): boolean {
    if (this.fault === undefined) {
      const verdict = this.usage.look(this.#givenSteps - vm.budget);
      if (verdict === "budget" || verdict === "memory") this.fault = this.#faultOf(verdict);
      else {
        vm.budget = this.#givenSteps = STEPS;
        vm.sampler = this.#sampler;
        return verdict === "go-on";
      }
    }
    if (this.fault.luaStack.length === 0) this.fault.luaStack = traceSites(captureSites());
    throw this.fault;
  }

  get #sampler(): typeof vm.sampler {
    return this.usage.memory.wantsSample ? this.usage.memory : undefined;
  }

  #faultOf(reason: "budget" | "memory"): Fault {
    const { name, position } = currentPosition();
    return this.usage.fault(reason, name?.entryId, position);
  }

  numberOf(object: object): number {
    let number = this.#numbers.get(object);
    if (number === undefined) this.#numbers.set(object, number = ++this.#lastNumber);
    return number;
  }
}

function mapMembers(members: Readonly<Record<string, Native | LuaValue>>): Record<string, Value> {
  const result: Record<string, Value> = { __proto__: null } as unknown as Record<string, Value>;
  for (const [name, member] of Object.entries(members)) {
    result[name] = typeof member === "function" ? nativeOf(member) : fromHost(member);
  }
  return result;
}
