import { asRaised, raise, type Raised } from "./raised.ts";
import { callValue } from "./call.ts";
import type { Coroutine } from "./coroutine.ts";
import { traceSites } from "./position.ts";
import { type Result, SUSPENDED } from "./value.ts";
import { Stop, vm } from "./vm.ts";

/** How many frames a coroutine may have on the heap, about as many as in PUC Lua. */
const MAX_FRAMES = 190_000;

/**
 * Runs a coroutine until it ends or stops: begins its body with `result` as the arguments, or hands `result` to its
 * innermost frame, and the result of each frame to the next. The frames of deep recursion pass through here on their way
 * to the heap. (Stack traces end at this function: see position.ts.)
 *
 * @returns SUSPENDED with the reason in `vm.stop`
 * @throws {Raised} what the coroutine does not catch
 */
export function runFrames(coroutine: Coroutine, result: Result): Result {
  const { depth } = vm;
  let current = result;
  let handle: (() => Result) | undefined;
  for (;;) {
    try {
      current = handle === undefined ? step(coroutine, current) : handle();
      handle = undefined;
      if (current === SUSPENDED) {
        keepCaptured(coroutine);
        const goesOn = vm.stop === Stop.Spill;
        if (coroutine.frames.length > MAX_FRAMES && (goesOn || vm.stop === Stop.Preempted)) {
          throw raise("stack overflow");
        }
        if (!goesOn) return SUSPENDED;
        current = undefined;
      }
    } catch (error) {
      vm.depth = depth;
      vm.captured.length = 0;
      handle = handlerOf(coroutine, asRaised(error));
      continue;
    }
    if (coroutine.frames.length === 0) return current;
  }
}

function step(coroutine: Coroutine, result: Result): Result {
  const { body } = coroutine;
  if (body === undefined) {
    const frame = coroutine.frames.pop();
    // A coroutine that stopped in a tail call has no frame, and ends with the result.
    return frame === undefined ? result : frame.resume(result);
  }
  coroutine.body = undefined;
  return Array.isArray(result) ? callValue(body, ...result) : callValue(body, result);
}

/** Moves the captured frames; `pop` keeps the array's room for the next stop. */
function keepCaptured({ frames }: Coroutine): void {
  const { captured } = vm;
  for (let frame = captured.pop(); frame !== undefined; frame = captured.pop()) frames.push(frame);
}

/** Leaves the frames up to the one that catches the error. */
function handlerOf({ frames, isMain }: Coroutine, error: Raised): () => Result {
  const place = frames.findLastIndex((frame) => frame.recover !== undefined);
  const catcher = frames[place];
  if (catcher === undefined) {
    if (isMain) error.traceback = traceSites(error.sites);
    throw error;
  }
  error.left = frames.splice(place);
  return () => catcher.recover?.(error);
}
