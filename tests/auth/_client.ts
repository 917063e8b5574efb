import { type Logger, systemClock } from "../../src/base/mod.ts";
import { schema } from "../../src/kinds/temporal_client/schema.ts";
import { clientSettings } from "../../src/kinds/temporal_client/settings.ts";
import { type ClientSettings, TemporalClient } from "../../src/temporal/mod.ts";
import { TestLogger } from "../support/temporal.ts";

/** Settings from the fields of a client's entry, as they stand in YAML. */
export function settingsOf(fields: Record<string, unknown>): ClientSettings {
  return clientSettings(schema.parse(fields), "/");
}

/** A client from the fields of its entry. */
export function clientOf(fields: Record<string, unknown>, logger: Logger = new TestLogger()): TemporalClient {
  return new TemporalClient({ entryId: "app:client", settings: settingsOf(fields), logger, clock: systemClock });
}
