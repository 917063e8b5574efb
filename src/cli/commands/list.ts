import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { entryView } from "../report/entry_view.ts";
import { loadApp } from "../run/load_app.ts";
import { reportFaults } from "../report/faults.ts";
import { textTable } from "../report/text_table.ts";

/**
 * Lists the entries that the filters let through, ordered by id: as a table, or with `--json` as
 * `{entries: [{id, kind, file, line, meta}]}`. Faults of the application go to stderr.
 *
 * @returns 1 when the application has errors
 */
export async function list(context: CliContext, { options: filters }: InputOf<typeof commands.list>): Promise<number> {
  const { options, stdout, cwd } = context;
  const app = await loadApp(context, "warning");
  const wanted = matcher(filters);
  const views = app.entries.filter(wanted).map((entry) => entryView(entry, cwd));
  if (options.json) {
    const entries = views.map(({ id, kind, file, line, meta }) => ({ id, kind, file, line, meta }));
    stdout(`${JSON.stringify({ entries }, null, 2)}\n`);
  } else {
    const lines = textTable(views.map(({ id, kind, file, line }) => [id, kind, `${file}:${line}`]));
    stdout(lines.map((line) => `${line}\n`).join(""));
  }
  return reportFaults(app, context);
}

function matcher({ kind, ns, name }: InputOf<typeof commands.list>["options"]) {
  const filters = { kind: globRegExp(kind), namespace: globRegExp(ns), name: globRegExp(name) };
  return (entry: { kind: string; namespace: string; name: string }) =>
    filters.kind.test(entry.kind) && filters.namespace.test(entry.namespace) && filters.name.test(entry.name);
}

/** `*` stands for any text, `?` for one character; no glob lets everything through. */
function globRegExp(glob: string | undefined): RegExp {
  if (glob === undefined) return /^/;
  const pattern = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "s");
}
