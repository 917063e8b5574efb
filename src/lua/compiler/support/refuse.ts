import { READ_ONLY } from "../../api/mod.ts";
import { raise } from "./raised.ts";

/** Ends code that may only look and has tried to change something. */
export function refuse(): never {
  throw raise(READ_ONLY);
}
