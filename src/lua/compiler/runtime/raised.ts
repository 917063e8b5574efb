import { captureSites, type Sites, where } from "./position.ts";
import type { Value } from "./value.ts";

/** A Lua error on its way to a `pcall`, or out of the coroutine. */
export class Raised {
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

/** The error of a bad argument of the library function `name`; positions are 1-based. */
export function badArgument(position: number, name: string, problem: string): Raised {
  return raise(`bad argument #${position} to '${name}' (${problem})`);
}
