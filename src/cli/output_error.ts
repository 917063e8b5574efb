import { isBrokenPipe, systemErrorText } from "../platform/mod.ts";

/** The exit code that shells give a program which wrote to a pipe without a reader: 128 and the number of SIGPIPE. */
const SIGPIPE_EXIT_CODE = 141;

/** The system did not take what a command writes; a fault of no one's code. */
export class OutputError extends Error {
  override readonly cause: Error;

  /** @param stream `stdout` */
  constructor(stream: string, cause: Error) {
    super(`cannot write to ${stream}: ${systemErrorText(cause)}`);
    this.cause = cause;
  }

  /** Whether the reader went away (`lunation list | head -1`): there is nobody left to tell. */
  get isSilent(): boolean {
    return isBrokenPipe(this.cause);
  }

  get exitCode(): number {
    return this.isSilent ? SIGPIPE_EXIT_CODE : 1;
  }
}
