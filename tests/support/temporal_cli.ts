import { cacheFolder, type OnProgress, progressPrinter, temporalCli } from "../../src/devserver/mod.ts";

/** Shows on stderr what the dev server is at. */
export const showProgress: OnProgress = progressPrinter(
  (text) => Deno.stderr.writeSync(new TextEncoder().encode(text)),
  Deno.stderr.isTerminal(),
);

/** Finds the Temporal CLI, or builds or downloads it into Lunation's cache, and gives its path. */
export function findTemporalCli(signal: AbortSignal): Promise<string> {
  return temporalCli({
    cache: cacheFolder(),
    env: (name) => Deno.env.get(name),
    onProgress: showProgress,
    signal,
  });
}

if (import.meta.main) console.log(await findTemporalCli(new AbortController().signal));
