import { AppError, text, toByteString } from "../../base/mod.ts";
import {
  errorOf,
  Fault,
  type LuaContext,
  type LuaModule,
  type LuaTable,
  type LuaValue,
  type Outcome,
} from "../api/mod.ts";
import type { LuaProgram } from "./program.ts";

/** A chunk may use this many slices of a slicing budget: it runs in one turn of the event loop, so it must end soon. */
const MOST_SLICES = 100;

/**
 * Runs the chunk of a program after those of its imports, each once per state. The program sees its modules and imports
 * under their aliases among the globals; an imported program sees its own ones, and the globals behind them.
 *
 * @returns the first value that the program's chunk returned
 * @throws {AppError} with `luaStack`, when a chunk raises an error (kept as {@linkcode errorOf} says) or, kind Internal, tries to
 * wait or imports itself
 * @throws {Fault} as {@linkcode instantiate}
 */
export function loadProgram(program: LuaProgram, context: LuaContext): LuaValue {
  const loader = new Loader(context);
  for (const [alias, value] of loader.aliases(program)) context.state.globals.set(toByteString(alias), value);
  return loader.run(program, context.state.globals);
}

class Loader {
  readonly #context: LuaContext;
  readonly #modules = new Map<LuaModule, LuaValue>();
  readonly #imports = new Map<LuaProgram, LuaValue>();
  readonly #loading = new Set<LuaProgram>();

  constructor(context: LuaContext) {
    this.#context = context;
  }

  aliases(program: LuaProgram): Map<string, LuaValue> {
    this.#loading.add(program);
    const aliases = new Map<string, LuaValue>();
    for (const [alias, module] of program.modules) aliases.set(alias, this.#open(module));
    for (const [alias, imported] of program.imports) aliases.set(alias, this.#import(imported));
    this.#loading.delete(program);
    return aliases;
  }

  run(program: LuaProgram, environment: LuaTable): LuaValue {
    const { state } = this.#context;
    const thread = state.createThread(state.load(program.chunk, environment));
    let outcome = thread.resume([]);
    for (let slices = 1; outcome.type === "preempted"; slices++) {
      if (slices >= MOST_SLICES) throw tooLong(program, thread.traceback());
      state.startTurn();
      outcome = thread.resume([]);
    }
    if (outcome.type === "returned") return outcome.values[0];
    if (outcome.type === "faulted") throw outcome.fault;
    throw chunkError(program, outcome, thread.traceback());
  }

  #open(module: LuaModule): LuaValue {
    if (!this.#modules.has(module)) this.#modules.set(module, module.open(this.#context));
    return this.#modules.get(module);
  }

  #import(program: LuaProgram): LuaValue {
    if (this.#loading.has(program)) {
      throw new AppError(text`import cycle at "${program.entryId}"`, { kind: "Internal", retryable: false });
    }
    if (!this.#imports.has(program)) {
      const environment = this.#context.state.createEnvironment(this.aliases(program));
      this.#imports.set(program, this.run(program, environment));
    }
    return this.#imports.get(program);
  }
}

function tooLong(program: LuaProgram, traceback: string[]): Fault {
  const fault = new Fault("budget", text`Top level of "${program.entryId}" runs too long`);
  fault.luaStack = traceback;
  return fault;
}

function chunkError(
  program: LuaProgram,
  outcome: Extract<Outcome, { type: "raised" | "suspended" | "preempted" }>,
  traceback: string[],
): AppError {
  if (outcome.type === "raised") return errorOf(outcome.value, outcome.traceback);
  const message = text`attempt to suspend at the top level of the chunk of "${program.entryId}"`;
  return new AppError(message, { kind: "Internal", retryable: false, stack: traceback });
}
