/** Wrong usage found by a command after the arguments were read: the message goes to stderr, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
