import { sitesOf, where } from "./position.ts";
import { Raised } from "./raised.ts";

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
