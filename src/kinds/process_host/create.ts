import { ProcessHost } from "../../processes/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";

/** Makes the host of an entry, which runs processes. */
export function createProcessHost(
  { entry }: Pick<Configured, "entry">,
  { processes, functions, logger }: Dependencies,
): Promise<ProcessHost> {
  return Promise.resolve(new ProcessHost({ id: entry.id, node: processes, functions, logger }));
}
