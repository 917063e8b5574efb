import {
  type Budget,
  Fault,
  type LuaEngine,
  type LuaFunction,
  type LuaState,
  type LuaThread,
} from "../../src/lua/api/mod.ts";
import { compilerEngine } from "../../src/lua/compiler/mod.ts";

const ALWAYS: Budget = { mode: "slice", milliseconds: 0 };

/**
 * The compiler, whose code is suspended at every entry of a function and every turn of a loop, and goes on at once: so it
 * runs in the resumable form of its functions. Whatever a script does is the same; only the text of a fault for running too
 * long is not.
 */
export const preemptedEngine: LuaEngine = {
  name: "compiler",
  compile: (tree, name) => compilerEngine.compile(tree, name),
  createState(budget, limits) {
    const state = compilerEngine.createState(ALWAYS, limits);
    const createThread = state.createThread.bind(state);
    const startTurn = state.startTurn.bind(state);
    const turn: Turn = { since: undefined };
    return Object.assign(state, {
      createThread: (fn: LuaFunction) => impatient(state, createThread(fn), budget, turn),
      startTurn() {
        turn.since = performance.now();
        startTurn();
      },
    });
  },
};

/** When a state's turn began, in milliseconds; undefined for one that is run without turns. */
interface Turn {
  since: number | undefined;
}

/** Makes a thread go on by itself as long as the real budget lets it. */
function impatient(state: LuaState, thread: LuaThread, { mode, milliseconds }: Budget, turn: Turn): LuaThread {
  const resume = thread.resume.bind(thread);
  return Object.assign(thread, {
    resume(values: Parameters<LuaThread["resume"]>[0]) {
      const end = (turn.since ?? performance.now()) + milliseconds;
      let outcome = resume(values);
      while (outcome.type === "preempted" && performance.now() < end) outcome = resume([]);
      if (outcome.type !== "preempted" || mode === "slice") return outcome;
      state.interrupt(new Fault("budget", `Ran for more than ${milliseconds} ms`));
      return resume([]);
    },
  });
}
