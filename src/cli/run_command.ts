import { quote, suggest } from "../diagnostics/mod.ts";
import { commandOf } from "../kinds/mod.ts";
import type { LoadedApp } from "../app/mod.ts";
import type { CommandInput } from "./command.ts";
import type { CliContext } from "./context.ts";
import { loadApp } from "./run/load_app.ts";
import { reportFaults } from "./report/faults.ts";
import { type ProcessChoice, runProcess } from "./run/run_process.ts";
import { textTable } from "./report/text_table.ts";
import { UsageError } from "./usage_error.ts";

/**
 * `run NAME [args…]`, `run -x ID [args…]` and `run list` (spec/registry.md §9).
 *
 * @returns what the result of the process means
 * @throws {UsageError} for an option that nobody knows in the place of the name
 */
export async function runCommand(context: CliContext, { args, options }: CommandInput): Promise<number> {
  const id = options.exec as string | undefined;
  if (id !== undefined) return await runProcess(context, { find: (app) => findById(app, id), args, options });
  const [name = "", ...rest] = args;
  if (name.startsWith("-")) throw new UsageError(`unknown option ${quote(name)}`);
  if (name === "list") return await list(context);
  return await runProcess(context, { find: (app) => findByName(app, name), args: rest, options });
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
