import { systemClock } from "../../base/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import type { TemporalClient } from "../../temporal/mod.ts";
import { loadTemporal } from "./load_temporal.ts";
import type { TemporalClientConfig } from "./schema.ts";
import { clientSettings } from "./settings.ts";

/** Makes the client of an entry; loads Temporal's SDK. */
export async function createClient(
  { entry, config }: Configured<TemporalClientConfig>,
  { logger, appFolder }: Dependencies,
): Promise<TemporalClient> {
  const { TemporalClient } = await loadTemporal();
  const settings = clientSettings(config, appFolder);
  return new TemporalClient({ entryId: entry.id, settings, logger, clock: systemClock });
}
