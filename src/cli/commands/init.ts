import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { quote, suggest } from "../../diagnostics/mod.ts";
import { files, isNotAFolder, isNotFound } from "../../platform/mod.ts";
import { type InputOf, UsageError } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { programCommand, shellWord } from "../program_command.ts";

const TEMPLATES = fileURLToPath(new URL("../templates", import.meta.url));

/** The templates, and what to try once the application runs. */
const TRIES: Readonly<Record<string, readonly string[]>> = {
  order: ["exec", "app:order_workflow", '{"id": "1", "amount": 4200, "card": "4242"}'],
  minimal: ["exec", "app:hello", '"World"'],
  cron: ["exec", "app:report_loop", '{"every": "5s", "runs": 3}'],
};

/**
 * Makes an application from a template and prints the next two commands. A file that is there already is never touched:
 * then nothing is written.
 *
 * @returns 1 when a file is in the way or the folder cannot be written
 * @throws {UsageError} when there is no such template
 */
export function init(
  context: CliContext,
  { args: { folder = "." }, options: { template = "order" } }: InputOf<typeof commands.init>,
): number {
  const { stdout, stderr, cwd } = context;
  const attempt = TRIES[template];
  if (!attempt) throw new UsageError(`there is no template ${quote(template)}${hint(template)}`);
  const target = resolve(cwd, folder);
  const names = [...files.readDirSync(join(TEMPLATES, template))].map(({ name }) => name).sort();
  const taken = names.filter((name) => exists(join(target, name)));
  if (taken.length > 0) {
    const list = taken.map((name) => quote(shown(cwd, join(target, name)))).join(", ");
    stderr(`error: ${list} exists already, so nothing was written\nhelp: Name another folder: lunation init DIR\n`);
    return 1;
  }
  try {
    files.mkdirSync(target, { recursive: true });
    for (const name of names) {
      const text = files.readTextFileSync(join(TEMPLATES, template, name));
      files.writeTextFileSync(join(target, name), text, { createNew: true });
      stderr(`Wrote ${shown(cwd, join(target, name))}\n`);
    }
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    stderr(`error: Cannot write into ${quote(target)}: ${error.message}\n`);
    return 1;
  }
  const app = target === cwd ? [] : ["--app", shown(cwd, target)];
  const lines = [["run", "--dev", ...app], [...attempt, ...app]];
  stderr("Start it, then try it from a second terminal:\n");
  for (const words of lines) stdout(`${programCommand()} ${words.map((word) => shellWord(word)).join(" ")}\n`);
  return 0;
}

function hint(name: string): string {
  const near = suggest(name, Object.keys(TRIES));
  return near ? `; did you mean ${quote(near)}?` : `; there are ${Object.keys(TRIES).map(quote).join(", ")}`;
}

function shown(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return short.startsWith("..") ? path : short;
}

function exists(path: string): boolean {
  try {
    files.lstatSync(path);
    return true;
  } catch (error) {
    if (isNotFound(error) || isNotAFolder(error)) return false;
    throw error;
  }
}
