import type { CommandInput } from "../command_spec.ts";
import type { CliContext } from "../context.ts";
import { serve } from "../serve.ts";
import { untilStopped } from "../until_stopped.ts";
import { withRunningApp } from "../with_running_app.ts";

/**
 * Runs the application until SIGINT or SIGTERM (design.md §9). A server that cannot be reached is tried again and again;
 * with `--dev` one is found or started.
 *
 * @returns 0 when everything was drained, 3 when work was cut, 1 for a fault
 */
export function run(context: CliContext, { options }: CommandInput): Promise<number> {
  return untilStopped(context, async (stop) => {
    const dev = options.dev ? { dev: "fail" } as const : {};
    const { code, cut } = await withRunningApp(context, stop, dev, (running, app) => {
      context.logger.log("info", `Running the application in "${app.appFolder}"; Ctrl-C stops it`);
      return serve(context, running, stop);
    });
    return code === 0 && cut ? 3 : code;
  });
}
