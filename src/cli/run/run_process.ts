import { type LoadedApp, type RunningApp, selfStarting } from "../../app/mod.ts";
import {
  type Data,
  errorsOnly,
  formatDuration,
  fromByteString,
  isByteString,
  onAbort,
  toByteString,
} from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import { terminalHost } from "../../kinds/mod.ts";
import { NO_SPAWN_SETTINGS, SYSTEM_PID } from "../../modules/commands/mod.ts";
import { StreamTerminal } from "../../modules/host/mod.ts";
import type { Exit, ProcessHandle } from "../../processes/mod.ts";
import type { Entry } from "../../registry/mod.ts";
import type { CliContext } from "../context.ts";
import { errorText } from "../report/error.ts";
import { refuse } from "../report/faults.ts";
import { loadApp } from "./load_app.ts";
import { serve } from "./serve.ts";
import { untilStopped } from "./until_stopped.ts";
import { BOOT_TIMEOUT, bringUp } from "./bring_up.ts";

/** What {@linkcode runProcess} is to run. */
export interface ProcessChoice {
  /**
   * Finds the process.lua.
   *
   * @returns why there is none, with a hint, when there is none
   */
  find(app: LoadedApp): Entry | { readonly problem: string; readonly hint: string };
  readonly args: readonly string[];
  /** Options of the command line. */
  readonly options: { readonly dev: boolean; readonly host: string | undefined };
}

/**
 * Brings the application up, runs one process on a terminal host, and takes everything down again (spec/registry.md
 * §6, §9). Records are written only when the command line asks for them, or when they are errors. A signal asks the process
 * to end.
 *
 * @returns what its result means: see {@linkcode exitCodeOf}; 1 when it failed or cannot be started
 */
export async function runProcess(context: CliContext, { find, options, ...given }: ProcessChoice): Promise<number> {
  const args = withoutDashes(given.args);
  const app = await loadApp(context);
  const entry = find(app);
  if ("problem" in entry) return refuse(context, app, entry.problem, entry.hint);
  const host = hostOf(app, options.host);
  if (typeof host !== "string") return refuse(context, app, host.problem, host.hint);
  const quiet = isSilent(context, app, host) ? { ...context, logger: errorsOnly(context.logger) } : context;
  const ids = [...selfStarting(app).map(({ entry }) => entry.id), host];
  const how = {
    app,
    start: ids,
    onDemand: true,
    bootTimeout: BOOT_TIMEOUT,
    ...options.dev ? { dev: "fail" } as const : {},
  };
  const terminal = new StreamTerminal(context.streams, args);
  return await untilStopped(quiet, async (stop) => {
    try {
      await using up = await bringUp(quiet, stop, how);
      // Asked to stop before it began, it has no result.
      if (!up.isUp) return up.code || 1;
      const handle = await start(up.running, { host, entry, args, terminal });
      using _ = onAbort(stop.signal, () => context.stderr(waitingText(entry, app, host)));
      const exit = new Promise<Exit>((resolve) => handle.watch(resolve));
      const { code, cut } = await up.end(await Promise.race([exit.then(() => 0), serve(quiet, up.running, stop)]));
      if (code !== 0) return code;
      return stop.signal.aborted && cut ? 3 : report(context, entry, await exit);
    } finally {
      await terminal.close();
    }
  });
}

/** Said at the first Ctrl-C: records are off, and the process may take its time. */
function waitingText({ id }: Entry, { find, settings }: LoadedApp, host: string): string {
  const grace = find(terminalHost, host)?.config.lifecycle.stop_timeout ?? settings.shutdownTimeout;
  const time = formatDuration(Math.min(grace, settings.shutdownTimeout) * 1e6);
  return `Waiting at most ${time} for the process ${quote(id)} to end; a second Ctrl-C or SIGTERM ends it at once\n`;
}

/** Behind options that it does not know, commander leaves the `--` that ends options. */
function withoutDashes(args: readonly string[]): readonly string[] {
  const dashes = args.indexOf("--");
  const isLeft = dashes > 0 && args.slice(0, dashes).some((arg) => arg.startsWith("-"));
  return isLeft ? args.toSpliced(dashes, 1) : args;
}

/** The id of the host to run on. */
function hostOf(app: LoadedApp, id: string | undefined): string | { problem: string; hint: string } {
  const hosts = app.entries.filter(({ kind }) => kind === "terminal.host").map((entry) => entry.id);
  const names = hosts.map((host) => quote(host)).join(", ");
  if (id !== undefined) {
    if (hosts.includes(id)) return id;
    return { problem: `${quote(id)} is no terminal.host`, hint: `There are: ${names || "none"}` };
  }
  if (hosts.length === 1) return hosts[0]!;
  return hosts.length === 0
    ? { problem: "no terminal.host found in registry", hint: "Add an entry: {name: terminal, kind: terminal.host}" }
    : { problem: `multiple terminal hosts found (${names}), use --host to specify`, hint: `--host ${hosts[0]}` };
}

function isSilent({ options }: CliContext, app: LoadedApp, host: string): boolean {
  return app.find(terminalHost, host)?.config.hide_logs === true || !options.asksForLogs;
}

interface Start {
  readonly host: string;
  readonly entry: Entry;
  readonly args: readonly string[];
  readonly terminal: StreamTerminal;
}

async function start(running: RunningApp, { host, entry, args, terminal }: Start): Promise<ProcessHandle> {
  const place = running.component(terminalHost, host);
  place.attach(terminal);
  const given = { target: entry.id, args: args.map(toByteString) };
  return await place.spawn({ ...given, settings: NO_SPAWN_SETTINGS, context: new Map(), from: SYSTEM_PID });
}

function report({ stdout, stderr }: CliContext, { id }: Entry, { value, error }: Exit): number {
  if (error) return stderr(errorText(`process ${quote(id)}`, error)), 1;
  const { code, output = "" } = exitCodeOf(value);
  stdout(output);
  return code;
}

/** The largest exit code that every system hands on. */
const LARGEST_EXIT_CODE = 255;

/**
 * What the result of a command's process means (spec/registry.md §6): a number is the exit code, `false` a failure, a
 * string is printed.
 */
export function exitCodeOf(value: Data | undefined): { readonly code: number; readonly output?: string } {
  if (isByteString(value)) return { code: 0, output: `${fromByteString(value)}\n` };
  if (typeof value === "boolean") return { code: value ? 0 : 1 };
  if (typeof value !== "number" && typeof value !== "bigint") return { code: 0 };
  const code = Math.trunc(Number(value));
  return { code: code >= 0 && code <= LARGEST_EXIT_CODE ? code : 1 };
}
