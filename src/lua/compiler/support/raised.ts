import { errorText } from "../../../base/mod.ts";
import { Fault, READ_ONLY } from "../../api/mod.ts";
import { captureSites, isMethodCall, type Sites, sitesOf, where } from "./position.ts";
import type { Frame } from "./frame.ts";
import type { Value } from "./value.ts";

/** A Lua error on its way to a `pcall`, or out of the coroutine. */
export class Raised {
  /** Lua frames, innermost first; known when nothing in the coroutine has caught the error. */
  traceback: string[] = [];
  /** The frames on the heap that it has left, innermost last. */
  left: readonly Frame[] = [];

  constructor(
    readonly value: Value,
    /** The JavaScript stack at the moment of the error. */
    readonly sites: Sites = captureSites(),
  ) {}
}

/**
 * An error with the position of the Lua function that called the running native, or of its `level`-th caller, in front.
 *
 * @param message a byte string
 */
export function raise(message: string, level = 1): Raised {
  const sites = captureSites();
  return new Raised(where(sites, level) + message, sites);
}

/** The error of a bad argument of the library function `name`; positions are 1-based, and in a method do not count `self`. */
export function badArgument(position: number, name: string, problem: string): Raised {
  const sites = captureSites();
  const shown = isMethodCall(sites) ? position - 1 : position;
  const what = shown === 0 ? `calling '${name}' on bad self` : `bad argument #${shown} to '${name}'`;
  return new Raised(`${where(sites, 1)}${what} (${problem})`, sites);
}

/**
 * What a `pcall` catches: Lua errors, and JavaScript's own limits, which mean the same as Lua's. Everything else (faults,
 * failures of ours) goes on through it.
 *
 * @throws what no script may catch
 */
export function asRaised(error: unknown): Raised {
  if (error instanceof Raised) return error;
  if (!(error instanceof RangeError)) throw error;
  const sites = sitesOf(error);
  return new Raised(
    where(sites, 1) + (/call stack/i.test(error.message) ? "stack overflow" : "not enough memory"),
    sites,
  );
}

/** What ended a state: a fault, or a failure of ours, which becomes one. */
export function asFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault("internal", `Internal error: ${errorText(error)}`, { cause: error });
}

/** Ends code that may only look and has tried to change something. */
export function refuse(): never {
  throw raise(READ_ONLY);
}
