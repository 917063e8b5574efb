import type { TerminalStreams } from "../modules/host/mod.ts";
import type { SystemEnvironment } from "../platform/mod.ts";

/** A request from outside to end the program. */
export type SignalName = "SIGINT" | "SIGTERM";

/** Where signals come from. */
export interface Signals {
  /**
   * Calls `handler` for each SIGINT and SIGTERM until the returned function is called. While nobody listens, a signal
   * ends the process at once.
   */
  listen(handler: (signal: SignalName) => void): () => void;
}

/** The size of a terminal in characters. */
export interface ConsoleSize {
  readonly columns: number;
  readonly rows: number;
}

/** The process around {@linkcode main}; tests pass their own. */
export interface Host {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Whether stdout and stderr are terminals. */
  readonly terminal: { readonly stdout: boolean; readonly stderr: boolean };
  /** How large the terminal is now, in characters. */
  consoleSize(): ConsoleSize;
  readonly env: SystemEnvironment;
  readonly signals: Signals;
  /** What a process of a terminal host reads from and writes to. */
  readonly streams: TerminalStreams;
}
