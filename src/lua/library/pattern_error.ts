/** A Lua pattern that is malformed, or that took too many steps. */
export class PatternError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PatternError";
  }
}
