import type { LuaThread, LuaValue, Outcome } from "../../api/mod.ts";
import { asFault, Raised } from "./raised.ts";
import { Coroutine } from "./coroutine.ts";
import type { Frame } from "./frame.ts";
import { fromHost, toHost } from "./handles.ts";
import { ResumeFrame } from "./resume.ts";
import { runFrames } from "./run_frames.ts";
import { shorten } from "./position.ts";
import { type Fn, many, type Result, SUSPENDED } from "./value.ts";
import { type RunningState, Stop, vm } from "./vm.ts";

/** A coroutine that the host runs. */
export class CompilerThread implements LuaThread {
  readonly coroutine: Coroutine;
  readonly #state: RunningState;

  constructor(state: RunningState, fn: Fn) {
    this.#state = state;
    this.coroutine = new Coroutine(fn, true);
  }

  resume(values: LuaValue[]): Outcome {
    const state = this.#state;
    if (state.fault !== undefined) return { type: "faulted", fault: state.fault };
    const { state: outerState, coroutine, depth, budget, captured } = vm;
    enter(state, this.coroutine, 0, state.steps, []);
    this.coroutine.status = "running";
    try {
      return this.#outcome(runFrames(this.coroutine, values.map(fromHost)));
    } catch (error) {
      return this.#failure(error);
    } finally {
      state.steps = vm.budget;
      enter(outerState, coroutine, depth, budget, captured);
    }
  }

  raise(value: LuaValue): Outcome {
    const { frames } = innermost(this.coroutine);
    frames.push({
      resume: () => {
        throw new Raised(fromHost(value));
      },
    });
    return this.resume([]);
  }

  traceback(): string[] {
    return shorten(this.coroutine.trace());
  }

  #outcome(result: Result): Outcome {
    const { fault } = this.#state;
    if (fault !== undefined) return { type: "faulted", fault };
    if (result !== SUSPENDED) {
      this.coroutine.end();
      return { type: "returned", values: many(result).map(toHost) };
    }
    if (vm.stop === Stop.Preempted) return { type: "preempted" };
    if (vm.command === undefined) throw new Error("A coroutine stopped without a command");
    return { type: "suspended", command: vm.command };
  }

  #failure(error: unknown): Outcome {
    const state = this.#state;
    if (error instanceof Raised && state.fault === undefined) {
      return { type: "raised", value: toHost(error.value), traceback: error.traceback };
    }
    state.fault ??= asFault(error);
    return { type: "faulted", fault: state.fault };
  }
}

/** The coroutine that waits for the host: one that another one has resumed keeps that waiting, too. */
function innermost(coroutine: Coroutine): Coroutine {
  const frame = coroutine.frames.at(-1);
  return frame instanceof ResumeFrame ? innermost(frame.coroutine) : coroutine;
}

/** Sets the registers of the machine. */
function enter(
  state: RunningState | undefined,
  coroutine: Coroutine | undefined,
  depth: number,
  budget: number,
  captured: Frame[],
): void {
  vm.state = state;
  vm.coroutine = coroutine;
  vm.depth = depth;
  vm.budget = budget;
  vm.captured = captured;
}
