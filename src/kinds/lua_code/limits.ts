import { parseByteSize, parseDuration } from "../../base/mod.ts";
import type { Limits } from "../../lua/api/mod.ts";
import { LEAST_STRING_LIMIT } from "../../lua/limits/mod.ts";
import type { Entry } from "../../registry/mod.ts";
import { mapOf } from "../references.ts";

/** Milliseconds, so that the chunk itself can run. */
const LEAST_TIME = 1;
/** A state with a program in it holds some. */
const LEAST_MEMORY = 2 ** 20;
/** V8's strings are no longer than half a gibibyte. */
const MOST_STRING = 2 ** 28;

const DURATION = 'a duration such as "500ms" or "2s"';
const SIZE = 'a size such as "64MiB"';

interface Setting {
  readonly read: (value: unknown) => number | undefined;
  readonly expected: string;
}

const size = (value: unknown) => typeof value === "string" ? parseByteSize(value) : undefined;

/** The keys of `meta.limits`; each reads a value, or gives undefined when it is not what the setting takes. */
export const LIMIT_SETTINGS: Readonly<Record<keyof Limits, Setting>> = {
  time: {
    read: (value) => {
      const nanoseconds = typeof value === "string" ? parseDuration(value) : undefined;
      return nanoseconds === undefined || nanoseconds / 1e6 < LEAST_TIME ? undefined : nanoseconds / 1e6;
    },
    expected: `${DURATION}, at least 1ms`,
  },
  memory: { read: (value) => atLeast(LEAST_MEMORY, size(value)), expected: `${SIZE}, at least 1MiB` },
  string: {
    read: (value) => {
      const bytes = atLeast(LEAST_STRING_LIMIT, size(value));
      return bytes === undefined || bytes > MOST_STRING ? undefined : bytes;
    },
    expected: `${SIZE}, at least 64KiB and at most 256MiB`,
  },
};

function atLeast(least: number, value: number | undefined): number | undefined {
  return value === undefined || value < least ? undefined : value;
}

/** What an entry's `meta.limits` allows its states, as far as it is valid. */
export function limitsOf({ meta }: Entry): Limits {
  const given = mapOf(meta.limits) ?? {};
  const limits: Partial<Record<keyof Limits, number>> = {};
  for (const [name, { read }] of Object.entries(LIMIT_SETTINGS)) limits[name as keyof Limits] = read(given[name]);
  return limits;
}
