import { quote, suggest } from "../../diagnostics/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { entryView } from "../report/entry_view.ts";
import { loadApp } from "../run/load_app.ts";
import { reportFaults } from "../report/faults.ts";
import { yamlText } from "../report/yaml_text.ts";

/**
 * Shows one entry, as text like YAML, or with `--json` as `{id, kind, file, line, meta, data}`. Secrets are hidden. Faults of
 * the application go to stderr.
 *
 * @returns 1 when there is no such entry or the application has errors
 */
export async function show(context: CliContext, { args: { id } }: InputOf<typeof commands.show>): Promise<number> {
  const { options, stdout, stderr, cwd } = context;
  const app = await loadApp(context, "warning");
  const entry = app.entries.find((candidate) => candidate.id === id);
  if (!entry) {
    reportFaults(app, context);
    stderr(`error: No entry has the id ${quote(id)}\n${hint(id, app.entries.map((candidate) => candidate.id))}`);
    return 1;
  }
  const view = entryView(entry, cwd);
  if (options.json) stdout(`${JSON.stringify(view, null, 2)}\n`);
  else {
    const { kind, file, line, meta, data } = view;
    stdout(`${view.id}  (${file}:${line})\n${yamlText({ kind, meta, ...data as object }, 2)}`);
  }
  return reportFaults(app, context);
}

/** People write only the name, too. */
function hint(id: string, ids: readonly string[]): string {
  const near = ids.find((candidate) => candidate.endsWith(`:${id}`)) ?? suggest(id, ids);
  return near ? `help: Did you mean ${quote(near)}?\n` : 'help: "lunation list" names all entries\n';
}
