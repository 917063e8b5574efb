import { renderJson, renderText } from "../../diagnostics/mod.ts";
import { relative } from "node:path";
import { reportWithoutEffect } from "../../app/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { loadApp } from "../run/load_app.ts";

/**
 * Reports every fault of the application, and what the linter finds, on stdout, as text or with `--json` as one document
 * (architecture.md §9); with `--verbose` also names the files that are passed over. Secrets may be elsewhere: that a variable has
 * no value is a warning, with `--strict` an error.
 *
 * @returns 1 when there are errors; warnings alone are no failure
 */
export async function check(
  context: CliContext,
  { options: { strict } }: InputOf<typeof commands.check>,
): Promise<number> {
  const { options, stdout, stderr, cwd, color } = context;
  const app = await loadApp(context, strict ? "error" : "warning", true);
  reportWithoutEffect(app);
  const { diagnostics, errorCount, warningCount } = app.collector;
  if (options.verbose) {
    for (const { path, reason } of app.ignoredFiles) stderr(`ignored: ${relative(cwd, path)}: ${reason}\n`);
  }
  if (options.json) {
    stdout(`${JSON.stringify(renderJson(diagnostics, cwd, app.entries.length), null, 2)}\n`);
  } else {
    stdout(renderText(diagnostics, { cwd, color: color.stdout }));
    stdout(
      `${
        [
          counted(app.entries.length, "entry", "entries"),
          counted(errorCount, "error"),
          counted(warningCount, "warning"),
        ].join(", ")
      }\n`,
    );
  }
  return errorCount > 0 ? 1 : 0;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
