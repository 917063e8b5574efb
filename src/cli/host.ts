import type { TerminalStreams } from "../modules/host/mod.ts";
import type { ConsoleSize, Signals, SystemEnvironment } from "../platform/mod.ts";

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
