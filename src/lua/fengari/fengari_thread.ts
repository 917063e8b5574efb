import { Fault, type LuaThread, type LuaValue, type Outcome } from "../api/mod.ts";
import { lua, type LuaStateHandle } from "./fengari.ts";
import type { FengariState } from "./fengari_state.ts";
import { traceback } from "./traceback.ts";
import { type FunctionHandle, pushValues, readValue, readValues } from "./values.ts";

/** A coroutine that the host runs. */
export class FengariThread implements LuaThread {
  readonly #state: FengariState;
  readonly L: LuaStateHandle;

  constructor(state: FengariState, fn: FunctionHandle) {
    this.#state = state;
    this.L = lua.lua_newthread(state.L);
    lua.lua_pop(state.L, 1);
    state.hosted.add(this.L);
    fn.push(this.L);
  }

  resume(values: LuaValue[]): Outcome {
    const state = this.#state;
    if (state.fault) return { type: "faulted", fault: state.fault };
    const outer = state.running;
    state.running = this.L;
    try {
      return this.#outcome(lua.lua_resume(this.L, state.L, pushValues(state, this.L, values)));
    } catch (error) {
      // A fault that strikes after an error was caught leaves fengari in a way that it does not expect.
      if (state.fault) return { type: "faulted", fault: state.fault };
      throw error;
    } finally {
      state.running = outer;
    }
  }

  raise(value: LuaValue): Outcome {
    this.#state.raising = { value };
    return this.resume([]);
  }

  traceback(): string[] {
    return traceback(this.#state, this.L);
  }

  #outcome(status: number): Outcome {
    const state = this.#state;
    const { suspension } = state;
    state.suspension = undefined;
    if (state.fault) return { type: "faulted", fault: state.fault };
    if (status === lua.LUA_YIELD) {
      return suspension ?? { type: "faulted", fault: state.fail(new Fault("internal", "stray yield")) };
    }
    if (status !== lua.LUA_OK) {
      return { type: "raised", value: readValue(state, this.L, -1), traceback: this.traceback() };
    }
    const results = readValues(state, this.L, 1);
    lua.lua_settop(this.L, 0);
    return { type: "returned", values: results };
  }
}
