import { errorText, Secret } from "../base/mod.ts";
import type { Configuration } from "../configuration/mod.ts";
import { isMissingPermission, isStorageFault, systemErrorText } from "../platform/mod.ts";
import { parseArguments } from "./arguments.ts";
import { type Command, UsageError } from "./command.ts";
import { commandTable } from "./command_table.ts";
import type { CliContext, GivenOptions, GlobalOptions } from "./context.ts";
import type { Host } from "./host.ts";
import { LiveArea } from "./live_area.ts";
import { createLogger } from "./logger.ts";
import { OutputError } from "./output_error.ts";
import { readConfiguration } from "./read_configuration.ts";
import { systemHost } from "./system_host.ts";

const ISSUES_HINT =
  "this is a fault of Lunation, not of your application; please report it with the command you ran, " +
  'and with what "lunation version --json" prints (--verbose shows where it happened)';

/**
 * Runs one command line and gives its exit code (architecture.md §9): 0 done, 1 a fault in the app, 2 wrong usage, 3 stopped with
 * work cut. Never throws: a bug of ours is told in one line, with its stack under `--verbose` only.
 *
 * @param args the arguments without the program's name
 * @param host the process around it
 * @param table the commands
 */
export async function main(
  args: readonly string[],
  host: Host = systemHost(),
  table: readonly Command[] = commandTable,
): Promise<number> {
  let verbose = args.includes("--verbose") || args.includes("-v");
  try {
    const parsed = await parseArguments(args, table, host);
    if (parsed.type === "help") return host.stdout(parsed.text), 0;
    if (parsed.type === "wrong") return host.stderr(parsed.text), 2;
    const configuration = await readConfiguration(parsed.options, parsed.command, host);
    const context = createContext(host, parsed.options, configuration);
    verbose = context.options.logLevel === "debug";
    return await parsed.start(context);
  } catch (error) {
    if (error instanceof UsageError) return host.stderr(`error: ${error.message}\n`), 2;
    if (error instanceof OutputError) {
      if (!error.isSilent) host.stderr(`error: ${error.message}\n`);
      return error.exitCode;
    }
    if (isStorageFault(error)) return host.stderr(`error: ${systemErrorText(error)}\n`), 1;
    if (isMissingPermission(error)) {
      host.stderr(`error: ${error.message}\nhelp: "lunation permissions" prints all flags that an application needs\n`);
      return 1;
    }
    reportInternalError(error, verbose, host);
    return 1;
  }
}

function createContext(host: Host, given: GivenOptions, configuration: Configuration): CliContext {
  const options: GlobalOptions = {
    ...given,
    asksForLogs: given.verbose || given.logLevel !== undefined,
    logLevel: given.logLevel ?? (given.verbose ? "debug" : configuration.logLevel ?? "info"),
    logFormat: given.logFormat ?? configuration.logFormat ?? "text",
  };
  const color = {
    stdout: options.color && host.terminal.stdout,
    stderr: options.color && host.terminal.stderr,
  };
  const { stdout, terminal, cwd, env, signals, streams } = host;
  const screen = new LiveArea(host.stderr, () => host.consoleSize());
  const stderr = (text: string) => screen.print(text);
  const { logLevel: level, logFormat: format } = options;
  const logger = createLogger({ write: stderr, level, format, color: color.stderr, now: () => new Date() });
  return { stdout, stderr, color, terminal, screen, options, configuration, logger, cwd, env, signals, streams };
}

function reportInternalError(error: unknown, verbose: boolean, host: Host): void {
  const message = Secret.redact(errorText(error)).replaceAll("\n", " ");
  host.stderr(`internal error: ${message}\n${ISSUES_HINT}\n`);
  if (verbose && error instanceof Error && error.stack) host.stderr(`${Secret.redact(error.stack)}\n`);
}
