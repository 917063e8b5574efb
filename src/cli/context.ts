import type { Logger, LogLevel } from "../base/mod.ts";
import type { Configuration } from "../configuration/mod.ts";
import type { Signals, SystemEnvironment } from "../platform/mod.ts";
import type { Host } from "./host.ts";
import type { LiveArea } from "./live_area.ts";

/** Options that every command understands (architecture.md §9). */
export interface GlobalOptions {
  /** Absolute path of `--app`; the current folder by default. */
  readonly appFolder: string;
  /** Absolute path of `--config`. */
  readonly configFile?: string;
  readonly json: boolean;
  /** Name of the profile of the configuration. */
  readonly profile?: string;
  /** `--log-level`; `debug` with `--verbose`; what the configuration says; else `info`. */
  readonly logLevel: LogLevel;
  /** Whether the command line says what is to be logged. */
  readonly asksForLogs: boolean;
  readonly logFormat: "text" | "json";
  /** Whether colours are wanted: not with `--no-color` or `NO_COLOR`. */
  readonly color: boolean;
  readonly verbose: boolean;
  /** `-o`, as written: `NS:ENTRY:PATH=VALUE`, several of them separated by commas. */
  readonly overrides: readonly string[];
  /** `--set`, as written: `section.path=value`. */
  readonly settings: readonly string[];
}

/** The options as the command line gives them, before the configuration is read. */
export type GivenOptions = Omit<GlobalOptions, "logLevel" | "logFormat" | "asksForLogs"> & {
  readonly logLevel?: LogLevel;
  readonly logFormat?: "text" | "json";
};

/** All that a command touches of the process it runs in, so that tests need none. */
export interface CliContext {
  /** Writes the command's result and nothing else; the text brings its own line ends. */
  readonly stdout: (text: string) => void;
  /** Writes everything else. */
  readonly stderr: (text: string) => void;
  /** Which of the two gets colours: those that are wanted and are terminals. */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Which of the two are terminals. */
  readonly terminal: Host["terminal"];
  /** The bottom of stderr, for what is redrawn in place. */
  readonly screen: LiveArea;
  readonly options: GlobalOptions;
  readonly configuration: Configuration;
  /** Writes records to stderr. */
  readonly logger: Logger;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** The environment of the process. */
  readonly env: SystemEnvironment;
  readonly signals: Signals;
  readonly streams: Host["streams"];
}
