import { Userdata, type UserdataType } from "../../api/mod.ts";
import { type Frame, LuaFrame } from "./frame.ts";
import type { Raised } from "./raised.ts";
import type { FunctionCode } from "./function_code.ts";
import type { Fn } from "./value.ts";
import { vm } from "./vm.ts";

const threadType: UserdataType = { name: "thread", methods: {} };

/** A Lua coroutine. While it does not run, its calls are the frames on the heap. */
export class Coroutine extends Userdata {
  override readonly type = threadType;
  /** Innermost last. */
  readonly frames: Frame[] = [];
  /** `normal`: it has resumed another one. */
  status: "suspended" | "running" | "normal" | "dead" = "suspended";
  /** See `vm.epoch`. */
  readonly born = vm.epoch;
  /** The error that ended it, until `coroutine.close` has told it. */
  failure: Raised | undefined;
  /** How many protected calls are under way. */
  protectedCalls = 0;
  /** The function to begin with; undefined once it has begun. */
  body: Fn | undefined;

  /** @param isMain made by the host, not by `coroutine.create`: it cannot yield */
  constructor(body: Fn, readonly isMain = false) {
    super();
    this.body = body;
  }

  /** Lua frames on the heap, innermost first. */
  trace(): string[] {
    return this.frames.toReversed().flatMap((frame) => frame.trace?.() ?? []);
  }

  /** The place of the Lua frame on the heap that is `level` calls out; protected calls count too, as in Lua. */
  placeAt(level: number): { code: FunctionCode; line: number } | undefined {
    const isLevel = (frame: Frame) => frame instanceof LuaFrame ? !frame.code.hidden : frame.recover !== undefined;
    const frame = this.frames.filter(isLevel).at(-level);
    if (!(frame instanceof LuaFrame)) return undefined;
    return { code: frame.code, line: frame.code.placeLines[frame.place] ?? frame.code.line };
  }

  /** Forgets everything that it holds. */
  end(): void {
    this.status = "dead";
    this.frames.length = 0;
    this.body = undefined;
  }
}
