import type { LogLevel } from "../base/mod.ts";
import type { Diagnostic } from "../diagnostics/mod.ts";
import type { FileSettings, Override, ProgramSettings } from "../registry/mod.ts";
import type { DisableRule } from "./disable_rule.ts";

/** How the program is to run, from the configuration file and the command line (spec/registry.md §8). */
export interface Configuration extends ProgramSettings {
  /** Absolute path of the file that was read; undefined when there was none. */
  readonly file?: string;
  /** Least level of log records; undefined when the configuration does not say. */
  readonly logLevel?: LogLevel;
  readonly logFormat?: "text" | "json";
  /** Which files of the application's folder are read. */
  readonly files: FileSettings;
  /** Values for fields of entries. */
  readonly overrides: readonly Override[];
  /** The rules that leave entries out. */
  readonly disable: readonly DisableRule[];
  /** Faults of the file and of `--set`; nothing may be started when there are errors. */
  readonly diagnostics: readonly Diagnostic[];
}
