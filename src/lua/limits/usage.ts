import { type Budget, Fault, type Limits } from "../api/mod.ts";
import { STRING_LIMIT } from "./limits.ts";
import { MemoryBudget } from "./_memory_budget.ts";

/** What a look at a state's use of time and memory says: go on, give way to the event loop, or end. */
export type Verdict = "go-on" | "give-way" | "budget" | "memory";

/** What a state has used of its limits (architecture.md §2, Limits); the engines look every few thousand steps. */
export class Usage {
  readonly memory: MemoryBudget;
  /** Bytes of the longest string that the state may make. */
  readonly longestString: number;
  /** Milliseconds that a turn may take before it gives way. */
  readonly #slice: number;
  /** Milliseconds that the state may run without waiting. */
  readonly #time: number;
  readonly #timeSetting: string | undefined;
  #turnSince = Infinity;
  #busySince = Infinity;
  /** When the last turn gave way; undefined when it ended by waiting. */
  #gaveWayAt: number | undefined;

  /** @param isSampled whether the engine shows the objects of its states to {@linkcode memory} */
  constructor(budget: Budget, limits: Limits = {}, isSampled = false) {
    const ownTime = budget.mode === "deadline" ? budget.milliseconds : Infinity;
    this.#slice = budget.mode === "slice" ? budget.milliseconds : Infinity;
    this.#time = limits.time ?? ownTime;
    this.#timeSetting = limits.time === undefined ? budget.setting : "meta.limits.time";
    this.memory = new MemoryBudget(limits.memory, isSampled && budget.mode === "slice");
    this.longestString = limits.string ?? STRING_LIMIT;
  }

  /**
   * Begins a turn: the event loop hands control to the state.
   *
   * @param steps that the state has run since the last look
   */
  startTurn(steps: number): void {
    const now = performance.now();
    this.#busySince = this.#gaveWayAt === undefined ? now : this.#busySince + now - this.#gaveWayAt;
    this.#gaveWayAt = undefined;
    this.#turnSince = now;
    this.memory.startTurn(steps);
  }

  /** @param steps that the state has run since the last look */
  look(steps: number): Verdict {
    const now = performance.now();
    if (now - this.#busySince >= this.#time) return "budget";
    const memory = this.memory.look(now, steps);
    if (memory === "memory") return memory;
    if (memory === "go-on" && now - this.#turnSince < this.#slice) return memory;
    this.#gaveWayAt = now;
    return "give-way";
  }

  /** The fault of a state that `look` has condemned while it stood at `position`. */
  fault(reason: "budget" | "memory", entryId: string | undefined, position: string): Fault {
    const [what, setting] = reason === "budget"
      ? [`ran for more than ${this.#time} ms without waiting`, this.#timeSetting]
      : [`holds more than ${sizeText(this.memory.limit)} of memory`, "meta.limits.memory"];
    const suffix = setting === undefined ? "" : ` (limit: ${setting})`;
    return new Fault(reason, `"${entryId}" ${what}, at ${position}${suffix}`);
  }

  /** The error of a string that would be too long. */
  get tooLong(): string {
    return `resulting string too large (limit: meta.limits.string, ${sizeText(this.longestString)})`;
  }
}

function sizeText(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${bytes} bytes`;
}
