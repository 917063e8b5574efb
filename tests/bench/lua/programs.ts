import { fileURLToPath } from "node:url";

/** The programs that every implementation runs; each gives one number (see `programs/`). */
export const PROGRAMS = [
  "recursion",
  "arithmetic",
  "array",
  "field",
  "text",
  "sort",
  "closure",
  "method",
  "queue",
  "buffer",
  "json",
  "nbody",
  "trees",
  "mandelbrot",
  "spectral",
  "coroutine",
  "waiting",
] as const;

/** A function that waits four calls deep. */
export const SUSPENDED = "suspended";

/** The file of a program. */
export function programFile(name: string): string {
  return fileURLToPath(new URL(`programs/${name}.lua`, import.meta.url));
}
