import { asRaised, raise, type Raised, refuse } from "./raised.ts";
import type { Coroutine } from "./coroutine.ts";
import type { Frame } from "./frame.ts";
import { runFrames } from "./run_frames.ts";
import { many, type Result, SUSPENDED, type Value } from "./value.ts";
import { MAX_DEPTH, Stop, vm } from "./vm.ts";

/** What a resume adds to `vm.depth`. */
const WEIGHT = 14;
/** Below this the calls of a coroutine go on the JavaScript stack without being moved to the heap first. */
const ROOM = 1000;

/** Makes results of how a coroutine stopped: it yielded or ended with values, or ended with an error. */
type Finish = (ok: boolean, values: Value[]) => Result;

/** A resume whose coroutine waits for the host, was preempted, or has yet to begin. */
export class ResumeFrame implements Frame {
  constructor(readonly coroutine: Coroutine, readonly finish: Finish, readonly first?: { readonly result: Result }) {}

  resume(result: Result): Result {
    if (vm.depth > MAX_DEPTH - ROOM / 2) throw raise("C stack overflow");
    return advance(this.coroutine, this.first === undefined ? result : this.first.result, this.finish);
  }

  trace(): string[] {
    return this.coroutine.trace();
  }
}

/** Resumes a coroutine that is suspended. Whatever stops it other than a yield stops the running one too. */
export function resume(coroutine: Coroutine, values: Value[], finish: Finish): Result {
  if (coroutine.born < vm.oldest) refuse();
  if (vm.depth < MAX_DEPTH - ROOM) return advance(coroutine, values, finish);
  vm.captured.push(new ResumeFrame(coroutine, finish, { result: values }));
  vm.stop = Stop.Spill;
  return SUSPENDED;
}

function advance(coroutine: Coroutine, result: Result, finish: Finish): Result {
  const { coroutine: previous, depth } = vm;
  let next: Result;
  let failure: Raised | undefined;
  if (previous !== undefined) previous.status = "normal";
  coroutine.status = "running";
  vm.coroutine = coroutine;
  vm.depth += WEIGHT;
  try {
    next = runFrames(coroutine, result);
  } catch (error) {
    failure = asRaised(error);
  } finally {
    vm.depth = depth;
    vm.coroutine = previous;
    if (previous !== undefined) previous.status = "running";
  }
  if (failure !== undefined) {
    coroutine.end();
    coroutine.failure = failure;
    return finish(false, [failure.value]);
  }
  if (next !== SUSPENDED) {
    coroutine.end();
    return finish(true, many(next));
  }
  if (vm.stop === Stop.Yield) {
    coroutine.status = "suspended";
    return finish(true, vm.yielded);
  }
  coroutine.status = "normal";
  vm.captured.push(new ResumeFrame(coroutine, finish));
  return SUSPENDED;
}
