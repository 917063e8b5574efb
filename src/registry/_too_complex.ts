import type { SourceRange } from "../diagnostics/mod.ts";

/** A YAML file that would take too much time or memory. */
export class TooComplex extends Error {
  constructor(readonly range: SourceRange, message: string) {
    super(message);
  }
}
