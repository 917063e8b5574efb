import { ProcessHost } from "../../processes/mod.ts";
import { type Configured, type DataPath, defineKind, type Dependencies } from "../../registry/mod.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { schema } from "./schema.ts";

const TAKE_TURNS = "processes take turns in one thread, as many as there are";

/** `process.host`: runs processes (spec/registry.md §6). */
export const processHost = defineKind({
  name: "process.host",
  schema,
  unknownKeys: "warning",
  references: () => [],
  withoutEffect({ config }) {
    const ignored: { path: DataPath; reason: string }[] = securityWithoutEffect(config);
    for (const key of ["workers", "queue_size", "local_queue_size"] as const) {
      if (config.host[key] !== undefined) ignored.push({ path: ["host", key], reason: TAKE_TURNS });
    }
    return ignored;
  },
  uses: ["temporal.client"],
  create: createProcessHost,
});

/** Makes the host of an entry, which runs processes. */
export function createProcessHost(
  { entry }: Pick<Configured, "entry">,
  { processes, functions, logger }: Dependencies,
): Promise<ProcessHost> {
  return Promise.resolve(new ProcessHost({ id: entry.id, node: processes, functions, logger }));
}
