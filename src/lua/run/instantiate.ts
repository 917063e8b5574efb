import { AppError, text, toByteString } from "../../base/mod.ts";
import { channelLibrary } from "./channel_library.ts";
import {
  type Budget,
  type LuaContext,
  LuaFunction,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type World,
} from "../api/mod.ts";
import { loadProgram } from "./load_program.ts";
import type { LuaProgram } from "./program.ts";
import { type CommandExecutor, Scheduler } from "./scheduler.ts";

/** What one run of a program needs. */
export interface InstantiateOptions {
  readonly world: World;
  readonly executor: CommandExecutor;
  readonly budget: Budget;
  /** Modules that every program has without declaring them, each under its own name. `channel` is always among them. */
  readonly globals?: readonly LuaModule[];
}

/** What native functions and the host know of a run. */
interface RunContext extends LuaContext {
  readonly scheduler: Scheduler;
}

/** A program in a state of its own, its chunk run, ready to be started: `scheduler.spawn(entry, args)`, `scheduler.run()`. */
export interface Instance {
  readonly context: RunContext;
  readonly scheduler: Scheduler;
  readonly entry: LuaFunction;
}

/**
 * Makes a state, opens globals, modules and imports in it, runs the program's chunk once and finds the entry point: the
 * function that the chunk returned, or the field `method` of the table that it returned (spec/registry.md §2.1).
 *
 * @throws {AppError} NotFound when there is no entry point; with `luaStack` (kind Internal, unless an error object says otherwise)
 * when a chunk raises an error or tries to wait
 * @throws {Fault} when a chunk runs longer than the budget, or one of our natives fails
 */
export function instantiate(program: LuaProgram, options: InstantiateOptions): Instance {
  const state = program.engine.createState(options.budget, program.limits);
  const scheduler = new Scheduler(state, options.executor);
  const context: RunContext = { state, scheduler, world: options.world };
  state.context = context;
  state.startTurn();
  try {
    for (const module of [channelLibrary, ...options.globals ?? []]) {
      state.globals.set(toByteString(module.name), module.open(context));
    }
    const result = loadProgram(program, context);
    return { context, scheduler, entry: entryPoint(result, program.method) };
  } catch (error) {
    state.close();
    throw error;
  }
}

function entryPoint(result: LuaValue, method: string): LuaFunction {
  if (result instanceof LuaFunction) return result;
  const field = result instanceof LuaTable ? result.get(toByteString(method)) : undefined;
  if (field instanceof LuaFunction) return field;
  throw new AppError(text`method "${method}" not found in module`, { kind: "NotFound", retryable: false });
}
