import { resolve } from "node:path";
import { systemClock } from "../../base/mod.ts";
import { startNotes } from "../../app/mod.ts";
import type { CommandInput } from "../command.ts";
import type { CliContext } from "../context.ts";
import { Readiness } from "../run/readiness.ts";
import { ReadyFile } from "../run/ready_file.ts";
import { runCommand } from "../run_command.ts";
import { serve } from "../run/serve.ts";
import { statusObserver } from "../run/status_observer.ts";
import { type Stop, untilStopped } from "../run/until_stopped.ts";
import { withRunningApp } from "../run/with_running_app.ts";

/**
 * Runs the application until SIGINT or SIGTERM (architecture.md §9). A server that cannot be reached is tried again and again;
 * with `--dev` one is found or started. With `--ready-file` a file is there while everything runs.
 *
 * @returns 0 when everything was drained, 3 when work was cut, 1 for a fault
 */
export function run(context: CliContext, input: CommandInput): Promise<number> {
  const { args, options } = input;
  if (args.length > 0 || options.exec !== undefined) return runCommand(context, input);
  return untilStopped(context, async (stop) => {
    const ready = readiness(context, options.readyFile as string | undefined, stop);
    const dev = options.dev ? { dev: "fail" } as const : {};
    const shown = statusObserver(context, systemClock);
    const observer = ready?.observe(shown) ?? shown;
    try {
      const { code, cut } = await withRunningApp(context, stop, { ...dev, observer }, (running, app, _, chosen) => {
        for (const note of startNotes(app, chosen)) context.logger.log("info", note);
        context.logger.log("info", `Running the application in "${app.appFolder}"; Ctrl-C stops it`);
        ready?.begin();
        return serve(context, running, stop);
      });
      return code === 0 && cut ? 3 : code;
    } finally {
      ready?.end();
    }
  });
}

/** The file goes as soon as a stop begins. */
function readiness({ cwd, logger }: CliContext, path: string | undefined, stop: Stop): Readiness | undefined {
  if (path === undefined) return undefined;
  const ready = new Readiness(new ReadyFile(resolve(cwd, path)), logger);
  stop.signal.addEventListener("abort", () => ready.end());
  return ready;
}
