import { Collector } from "../diagnostics/mod.ts";
import type { Configuration } from "./configuration.ts";
import { Reporter } from "./_reporter.ts";
import { schema } from "./_schema.ts";
import { toConfiguration } from "./_to_configuration.ts";

/** What holds where nothing is configured. */
export function defaultConfiguration(): Configuration {
  const collector = new Collector();
  const reporter = new Reporter({ name: "", root: undefined, set: [], settled: [], unknownKeys: "error" }, collector);
  return toConfiguration(schema.parse({}), { reporter, collector });
}
