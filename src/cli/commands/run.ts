import { resolve } from "node:path";
import { type LoadedApp, startNotes } from "../../app/mod.ts";
import { onAbort, systemClock } from "../../base/mod.ts";
import { quote, suggest } from "../../diagnostics/mod.ts";
import { commandOf } from "../../kinds/mod.ts";
import { type InputOf, UsageError } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { reportFaults } from "../report/faults.ts";
import { textTable } from "../report/text_table.ts";
import { loadApp } from "../run/load_app.ts";
import { Readiness } from "../run/readiness.ts";
import { ReadyFile } from "../run/ready_file.ts";
import { type ProcessChoice, runProcess } from "../run/run_process.ts";
import { serve } from "../run/serve.ts";
import { statusObserver } from "../run/status_observer.ts";
import { type Stop, untilStopped } from "../run/until_stopped.ts";
import { bringUp, codeOf } from "../run/bring_up.ts";

type Input = InputOf<typeof commands.run>;

/**
 * Runs the application until SIGINT or SIGTERM (architecture.md §9). A server that cannot be reached is tried again and again;
 * with `--dev` one is found or started. With `--ready-file` a file is there while everything runs.
 *
 * @returns 0 when everything was drained, 3 when work was cut, 1 for a fault
 */
export function run(context: CliContext, input: Input): Promise<number> {
  const { args: { name, args }, options } = input;
  const { exec: id } = options;
  if (id !== undefined) {
    const all = name === undefined ? [] : [name, ...args];
    return runProcess(context, { find: (app) => findById(app, id), args: all, options });
  }
  if (name !== undefined) return runCommand(context, name, args, options);
  return untilStopped(context, async (stop) => {
    const ready = readiness(context, options.readyFile, stop);
    const dev = options.dev ? { dev: "fail" } as const : {};
    const shown = statusObserver(context, systemClock);
    const observer = ready?.observe(shown) ?? shown;
    try {
      await using up = await bringUp(context, stop, { ...dev, observer });
      if (!up.isUp) return codeOf(up);
      for (const note of startNotes(up.app, up.chosen)) context.logger.log("info", note);
      context.logger.log("info", `Running the application in "${up.app.appFolder}"; Ctrl-C stops it`);
      ready?.begin();
      return codeOf(await up.end(await serve(context, up.running, stop)));
    } finally {
      ready?.end();
    }
  });
}

/** The file goes as soon as a stop begins. */
function readiness({ cwd, logger }: CliContext, path: string | undefined, stop: Stop): Readiness | undefined {
  if (path === undefined) return undefined;
  const ready = new Readiness(new ReadyFile(resolve(cwd, path)), logger);
  onAbort(stop.signal, () => ready.end());
  return ready;
}

/**
 * `run NAME [args…]` and `run list` (spec/registry.md §9).
 *
 * @returns what the result of the process means
 * @throws {UsageError} for an option that nobody knows in the place of the name
 */
async function runCommand(
  context: CliContext,
  name: string,
  args: readonly string[],
  options: Input["options"],
): Promise<number> {
  if (name.startsWith("-")) throw new UsageError(`unknown option ${quote(name)}`);
  if (name === "list") return await list(context);
  return await runProcess(context, { find: (app) => findByName(app, name), args, options });
}

function findById({ entries }: LoadedApp, id: string): ReturnType<ProcessChoice["find"]> {
  const entry = entries.find((candidate) => candidate.id === id);
  if (entry?.kind === "process.lua") return entry;
  const processes = entries.filter(({ kind }) => kind === "process.lua").map((candidate) => candidate.id);
  const near = processes.find((candidate) => candidate.endsWith(`:${id}`)) ?? suggest(id, processes);
  return {
    problem: entry ? `${quote(id)} is a ${entry.kind}, not a process.lua` : `No entry has the id ${quote(id)}`,
    hint: near ? `Did you mean ${quote(near)}?` : '"lunation list --kind process.lua" names those that can be run',
  };
}

function findByName({ entries }: LoadedApp, name: string): ReturnType<ProcessChoice["find"]> {
  const found = entries.find((entry) => commandOf(entry)?.name === name);
  if (found) return found;
  const names = entries.flatMap((entry) => commandOf(entry)?.name ?? []);
  const near = suggest(name, names);
  const hint = near ? `Did you mean ${quote(near)}?` : '"lunation run list" names all commands';
  return { problem: `command ${quote(name)} not found`, hint };
}

/** Name, purpose and id of each command. */
async function list(context: CliContext): Promise<number> {
  const app = await loadApp(context, "warning");
  const commands = app.entries.flatMap((entry) => {
    const command = commandOf(entry);
    return command ? [{ name: command.name, short: command.short, id: entry.id }] : [];
  }).sort((a, b) => a.name < b.name ? -1 : 1);
  const { stdout, options } = context;
  if (options.json) stdout(`${JSON.stringify({ commands }, undefined, 2)}\n`);
  else for (const line of textTable(commands.map(({ name, short, id }) => [name, short, id]))) stdout(`${line}\n`);
  return reportFaults(app, context) > 0 ? 1 : 0;
}
