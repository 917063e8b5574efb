import { collectGarbage, heapUse } from "./_heap.ts";
import { MEMORY_LIMIT } from "./limits.ts";

/** One object stands for at least so many bytes. */
const GRAIN = 256 * 1024;
/** And for at most so many: an object that is kept must not stand for a lot of garbage. */
const LARGEST_SAMPLE = 64 * GRAIN;
/** Milliseconds between two looks at the heap. */
const INTERVAL = 1;
/** A look shortly after the beginning of a turn says little of the earlier turns. */
const MOST_SHARE = 100;
/** A collection must be worth it, and be told from others: the heap has to grow by this part of the limit in between. */
const STEP = 1 / 4;
/** What is claimed must prove true by so much. */
const LEAST_TRUTH = 1 / 2;
/** Once a claim was too high, allocations count less, but not less than this: what grows by copying leaves such garbage. */
const LEAST_WEIGHT = 1 / 3;

/** What no object stands for has to exceed the limit so many times, and the heap to grow by nearly as much. */
const UNSEEN_EXCESS = 4;
const UNSEEN_TRUTH = 0.9;

/** Something that grew, and so can stand for memory. */
export interface Grown {
  /** At most so many bytes does it hold itself; what it refers to counts with a share for each. */
  readonly ownSize: number;
}

/** An object that a state made or let grow while it allocated `bytes`. While it lives, they count as held. */
interface Sample {
  readonly object: WeakRef<object>;
  bytes: number;
  /** A new object stands for all the new ones of its time, one that grew only for itself. */
  readonly grown: WeakRef<Grown> | undefined;
}

/** The heap after a collection. */
interface Mark {
  readonly used: number;
  readonly claimed: number;
}

/** The heap after the last collection, or less. */
let least = Infinity;

/**
 * How much memory a state may hold (architecture.md §2, Limits). JavaScript does not tell which state holds what, so this
 * estimates, as sampling heap profilers do: what is allocated in the state's turns is known, and of every grain of it one
 * object tells by still living whether the grain is still held.
 *
 * When the claim of these samples exceeds the limit, a state that can give way is judged at the begin of its next turn,
 * after a collection: weak references hold on to their objects until the end of a turn. One that cannot give way has the
 * heap to itself meanwhile, which must confirm the claim: between two collections it has to grow as the claim does.
 */
export class MemoryBudget {
  /** Bytes. */
  readonly limit: number;
  #samples: Sample[] = [];
  /** Bytes that the samples stand for. */
  #sampled = 0;
  /** Bytes that no object stands for yet. */
  #pending = 0;
  #allocatedBefore = 0;
  #lastLook = 0;
  /** Steps since the last look, and those of them that came before this turn. */
  #steps = 0;
  #stepsBefore = 0;
  /** Set while the state is suspected. */
  #mark: Mark | undefined;
  /** How much of what the state allocates counts. */
  #weight = 1;
  readonly #isJudgedLater: boolean;
  /** Set while the state waits for its judgment; it is collected as soon as weak references have let go. */
  #sentinel: WeakRef<object> | undefined;
  #isCondemned = false;

  /**
   * @param limit bytes
   * @param isJudgedLater whether the state can give way, and its objects are sampled
   */
  constructor(limit = MEMORY_LIMIT, isJudgedLater = false) {
    this.limit = limit;
    this.#isJudgedLater = isJudgedLater;
  }

  /** @param steps that the state has run since {@linkcode look} was last called */
  startTurn(steps: number): void {
    if (this.#sentinel !== undefined) this.#judge(this.#sentinel);
    this.#allocatedBefore = heapUse().allocated;
    this.#stepsBefore = this.#steps + steps;
  }

  /**
   * Looks at the heap now and then.
   *
   * @param now milliseconds on any clock
   * @param steps that the state has run since this was last called
   * @returns `memory` when the state holds too much, `give-way` when that is to be seen in its next turn
   */
  look(now: number, steps: number): "go-on" | "give-way" | "memory" {
    if (this.#isCondemned) return "memory";
    this.#steps += steps;
    if (now - this.#lastLook < INTERVAL) return "go-on";
    this.#lastLook = now;
    const { used, allocated } = heapUse();
    least = Math.min(least, used);
    // Of steps in earlier turns it is not known what they allocated: as much as those of this one.
    const share = this.#steps / Math.max(this.#steps - this.#stepsBefore, 1);
    this.#pending += (allocated - this.#allocatedBefore) * Math.min(share, MOST_SHARE) * this.#weight;
    this.#allocatedBefore = allocated;
    this.#steps = this.#stepsBefore = 0;
    if (this.#claimed <= this.limit || used - least < this.limit * STEP) return "go-on";
    if (!this.#isJudgedLater) return this.#isInnocent() ? "go-on" : "memory";
    this.#sentinel ??= new WeakRef({});
    return "give-way";
  }

  /** Whether the next object that the state makes or lets grow is to be a sample. */
  get wantsSample(): boolean {
    return this.#pending >= GRAIN;
  }

  /** @param grown the object, when it is not new */
  sample(object: object, grown?: Grown): void {
    const bytes = Math.min(this.#pending, LARGEST_SAMPLE);
    this.#samples.push({ object: new WeakRef(object), bytes, grown: grown && new WeakRef(grown) });
    this.#sampled += bytes;
    this.#pending -= bytes;
  }

  get #claimed(): number {
    return this.#sampled + this.#pending;
  }

  /** Where garbage cannot be told from what is held, the judgment waits for V8's own collection. */
  #judge(sentinel: WeakRef<object>): void {
    const { used } = this.#collect();
    if (sentinel.deref() !== undefined) return;
    this.#sentinel = undefined;
    this.#isCondemned = this.#held() > this.limit || this.#isUnseenHeld(used);
  }

  /** What the samples stand for; of those that grew not more than they can hold. */
  #held(): number {
    for (const [grown, samples] of Map.groupBy(this.#samples, ({ grown }) => grown?.deref())) {
      const claimed = bytesOf(samples);
      const ownSize = grown?.ownSize ?? Infinity;
      if (claimed > ownSize) { for (const sample of samples) sample.bytes *= ownSize / claimed; }
    }
    return this.#sampled = bytesOf(this.#samples);
  }

  /** Functions and texts are no samples: the heap must confirm that they are held. */
  #isUnseenHeld(used: number): boolean {
    const claimed = this.#pending;
    const before = this.#mark;
    this.#mark = claimed > this.limit * UNSEEN_EXCESS && used > this.limit ? { used, claimed } : undefined;
    if (this.#mark === undefined || before === undefined) return false;
    const growth = claimed - before.claimed;
    return growth >= this.limit && used - before.used >= growth * UNSEEN_TRUTH;
  }

  #isInnocent(): boolean {
    const { used, claimed } = this.#collect();
    const before = this.#mark;
    this.#mark = Math.min(claimed, used) > this.limit ? { used, claimed } : undefined;
    if (this.#mark === undefined || before === undefined) return true;
    const growth = claimed - before.claimed;
    if (growth < this.limit * STEP / 2) return true;
    const truth = Math.max(0, used - before.used) / growth;
    if (truth >= LEAST_TRUTH) return false;
    this.#weight = Math.max(LEAST_WEIGHT, this.#weight * truth);
    this.#scale(truth);
    return true;
  }

  /** Forgets what is no longer held. (What is sampled in this turn lives until its end, held or not.) */
  #collect(): Mark {
    collectGarbage();
    const { used } = heapUse();
    least = used;
    this.#samples = this.#samples.filter(({ object }) => object.deref() !== undefined);
    this.#sampled = bytesOf(this.#samples);
    return { used, claimed: this.#claimed };
  }

  #scale(factor: number): void {
    for (const sample of this.#samples) sample.bytes *= factor;
    this.#sampled *= factor;
    this.#pending *= factor;
    this.#mark = undefined;
  }
}

function bytesOf(samples: readonly Sample[]): number {
  return samples.reduce((sum, { bytes }) => sum + bytes, 0);
}
