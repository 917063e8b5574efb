import type { ConnectionSettings } from "./connection/mod.ts";

/** What a Temporal client needs to know (spec/temporal-config.md §1): how it connects. */
export type ClientSettings = ConnectionSettings;
