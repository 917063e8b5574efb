export type { DataPath, Entry } from "./entry.ts";
export type { CheckContext, Configured, Dependencies, Kind, Reference } from "./kind.ts";
