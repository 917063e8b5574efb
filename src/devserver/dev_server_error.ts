/** No dev server can be had, for a reason that the user can mend. */
export class DevServerError extends Error {
  override readonly name = "DevServerError";
  /** Sentences that say what to do. */
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[] = []) {
    super(message);
    this.hints = hints;
  }
}
