import { Option } from "commander";
import { LOG_LEVELS } from "../base/mod.ts";

/** Adds the value of an option that may be repeated. */
export const collect = (value: string, list: string[]): string[] => [...list, value];

/** The options that every command understands (architecture.md §9), in the order of the help text. */
export function globalOptions(): Option[] {
  return [
    new Option("--app <folder>", "folder of the application (default: the current folder)"),
    new Option("--config <file>", "configuration file instead of the application's lunation.yaml"),
    new Option("--profile <name>", "profile of the configuration file to lay over the rest"),
    new Option("--set <SECTION.PATH=VALUE>", "set a value of the configuration; repeatable")
      .argParser(collect).default([] as string[], "none"),
    new Option("--json", "machine-readable output"),
    new Option("--log-level <level>", "least level of log records").choices(LOG_LEVELS),
    new Option("--log-format <format>", "how log records look").choices(["text", "json"]),
    new Option("--no-color", "no colours; the variable NO_COLOR does the same"),
    new Option("-o, --override <NS:ENTRY:PATH=VALUE>", "set a field of an entry; repeatable")
      .argParser(collect).default([] as string[], "none"),
    new Option("-v, --verbose", "tell more: debug records, ignored files, stack traces of internal errors"),
  ];
}
