import { sleep } from "../../base/mod.ts";
import type { ExecutionView, WorkflowDescription } from "../../temporal/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { descriptionChanges } from "../workflow/description_changes.ts";
import { descriptionJson } from "../workflow/description_json.ts";
import { descriptionLines } from "../workflow/description_lines.ts";
import { withExecution } from "../workflow/with_execution.ts";

/** Milliseconds between two looks. */
const INTERVAL = 500;

/**
 * Shows what a workflow is at (architecture.md §9): for people in tables, with `--json` as one document. With `--follow` it shows
 * each change until the workflow and the runs that go on for it have ended: in place on a terminal, else line by line.
 *
 * @returns 0, however the workflow ends
 */
export function describe(context: CliContext, input: InputOf<typeof commands.describe>): Promise<number> {
  return withExecution(context, input, "description of", async (execution, { signal }) => {
    const view = execution.view();
    const last = input.options.follow ? await follow(context, view, signal) : await view.look();
    if (last) context.stdout(text(context, last));
    return 0;
  });
}

function text({ options }: CliContext, description: WorkflowDescription): string {
  if (options.json) return `${descriptionJson(description)}\n`;
  return descriptionLines(description).map((line) => `${line}\n`).join("");
}

/** Shows each change until the end. @returns what is left to show then */
async function follow(
  context: CliContext,
  view: ExecutionView,
  signal: AbortSignal,
): Promise<WorkflowDescription | undefined> {
  const { screen, terminal, options, stdout } = context;
  const isLive = terminal.stderr && !options.json;
  const lines = options.json ? documents() : changeLines();
  try {
    while (true) {
      const now = await view.look();
      if (isLive) screen.show(descriptionLines(now));
      else for (const line of lines(now)) stdout(`${line}\n`);
      if (now.closedAt) return isLive ? now : undefined;
      await sleep(INTERVAL, signal);
    }
  } finally {
    if (isLive) screen.clear();
  }
}

/** A document whenever it is another one. */
function documents(): (now: WorkflowDescription) => string[] {
  let shown = "";
  return (now) => {
    const before = shown;
    shown = descriptionJson(now);
    return shown === before ? [] : [shown];
  };
}

function changeLines(): (now: WorkflowDescription) => string[] {
  let before: WorkflowDescription | undefined;
  return (now) => {
    const lines = descriptionChanges(before, now);
    before = now;
    return lines;
  };
}
