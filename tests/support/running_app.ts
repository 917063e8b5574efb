import { type Data, decodeJson, encodeJson, systemClock } from "../../src/base/mod.ts";
import { renderText } from "../../src/diagnostics/mod.ts";
import { kinds } from "../../src/kinds/mod.ts";
import { load, prepare, run, type RunningApp } from "../../src/app/mod.ts";
import { appFolder } from "./app_folder.ts";
import { TestLogger } from "./temporal.ts";

const NEVER = new AbortController().signal;

/** An application in this process, as {@linkcode withApp} runs it. */
export interface TestApp {
  readonly running: RunningApp;
  /** What was logged. */
  readonly records: readonly string[];
  /** Calls a function; JSON values in and out. */
  call(entryId: string, ...args: unknown[]): Promise<unknown>;
}

/**
 * Loads an application, starts what has `auto_start`, uses it, and stops it.
 *
 * @throws Error with the diagnostics of a faulty application
 */
export async function withApp<T>(
  files: Readonly<Record<string, string>>,
  use: (app: TestApp) => Promise<T>,
): Promise<T> {
  await using folder = await appFolder(files);
  const app = await load({ appFolder: folder.path, kinds });
  const chosen = prepare(app);
  const faults = app.collector.diagnostics.filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new Error(renderText(faults, { cwd: folder.path }));
  const logger = new TestLogger();
  const running = await run(app, chosen, { logger, clock: systemClock, signal: NEVER });
  try {
    const call = async (entryId: string, ...args: unknown[]) => {
      const result = await running.functions.call(entryId, args.map(toData), { signal: NEVER });
      return result === undefined ? undefined : JSON.parse(encodeJson(result));
    };
    return await use({ running, records: logger.records, call });
  } finally {
    await running.stop();
  }
}

function toData(value: unknown): Data {
  return decodeJson(JSON.stringify(value));
}
