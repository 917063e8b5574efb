import type { z } from "zod";
import type { workerOptions } from "./worker_options.ts";

type CamelCase<Name> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;

/** The options of an entry as `workerOptions` decodes them. */
export type WorkerOptions = z.output<typeof workerOptions>;

/** What the worker of a queue needs to know: its options by the same names in camelCase; durations are milliseconds. */
export type WorkerSettings =
  & { readonly [Name in keyof WorkerOptions as CamelCase<Name>]: WorkerOptions[Name] }
  & {
    /** As the server knows it: with the prefix of the client. */
    readonly taskQueue: string;
  };

/**
 * Names the options of a worker as the program does: `disable_eager_activities` is `disableEagerActivities`.
 *
 * @param options as `workerOptions` decodes them
 * @param taskQueue with the prefix of the worker's client
 */
export function workerSettings(options: WorkerOptions, taskQueue: string): WorkerSettings {
  // The type above says what the renaming does, which TypeScript cannot follow.
  const named = Object.entries(options).map(([name, value]) => [camelCase(name), value]);
  return { ...Object.fromEntries(named), taskQueue };
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
