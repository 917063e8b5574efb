import { LOG_LEVELS } from "../base/mod.ts";
import { choice, flag, negated, repeated, text, type ValuesOf } from "./declarations.ts";

/** The options that every command understands (architecture.md §9), in the order of the help text. */
export const GLOBAL_OPTIONS = {
  app: text("folder", "folder of the application (default: the current folder)"),
  config: text("file", "configuration file instead of the application's `lunation.yaml`"),
  profile: text("name", "profile of the configuration file to lay over the rest"),
  set: repeated("SECTION.PATH=VALUE", "set a value of the configuration"),
  json: flag("machine-readable output"),
  logLevel: choice("level", LOG_LEVELS, "least level of log records"),
  logFormat: choice("format", ["text", "json"], "how log records look"),
  color: negated("no colours; the variable `NO_COLOR` does the same"),
  override: repeated("NS:ENTRY:PATH=VALUE", "set a field of an entry", "o"),
  verbose: flag("tell more: debug records, ignored files, stack traces of internal errors", "v"),
};

/** The global options as the command line gives them. */
export type GlobalValues = ValuesOf<typeof GLOBAL_OPTIONS>;
