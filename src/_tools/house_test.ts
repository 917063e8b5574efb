import { deepEqual } from "node:assert/strict";
import { seamCasts, usesOfDeno } from "./house.ts";

Deno.test("seamCasts() finds casts to what crosses rooms, and no others", () => {
  deepEqual(seamCasts("find(id) as Configured<Config> | undefined"), ["as Configured<"]);
  deepEqual(seamCasts("x as readonly Kind[]; y as TemporalClient; z as SleepCommand"), [
    "as readonly Kind",
    "as TemporalClient",
    "as SleepCommand",
  ]);
  deepEqual(seamCasts("const { a } = (config ?? {}) as { a?: string }"), ["config ?? {}) as {"]);
  deepEqual(seamCasts("options.readyFile as string"), ["options.readyFile as string"]);
  deepEqual(seamCasts("undefined as Command | undefined; x as const; args as [number]; error as Error"), []);
});

Deno.test("usesOfDeno() finds uses of the global, not its name in a text", () => {
  deepEqual(usesOfDeno(`await Deno.readTextFile(path); Symbol.for("Deno.customInspect")`), ["Deno.readTextFile"]);
});
