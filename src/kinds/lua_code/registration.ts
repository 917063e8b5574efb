import { qualifyEntryId } from "../../base/mod.ts";
import type { DataPath, Entry } from "../../registry/mod.ts";
import { VERSIONING_BEHAVIORS } from "../../settings/mod.ts";
import { mapOf, referenceText } from "../references.ts";

/** How a Lua entry is offered to Temporal (spec/temporal-activities.md §1, temporal-workflows.md §1). */
export interface Registration {
  readonly type: "workflow" | "activity";
  /** Name of the workflow or activity type. */
  readonly name: string;
  /** Id of the worker; absolute. */
  readonly worker: string;
  /** Whether a local activity was asked for. */
  readonly local: boolean;
  /** Of a workflow that does not take its worker's. */
  readonly versioningBehavior: (typeof VERSIONING_BEHAVIORS)[number] | undefined;
  /** Where the name is decided: `meta.temporal.workflow.name`, else the worker's place. */
  readonly path: DataPath;
}

/** What a kind registers as; libraries and others do not. */
export const REGISTRATION_TYPES: Readonly<Record<string, Registration["type"]>> = {
  "workflow.lua": "workflow",
  "function.lua": "activity",
  "process.lua": "activity",
};

/** The registration that an entry's `meta.temporal` asks for; undefined when it asks for none or not in a valid form. */
export function registrationOf(entry: Entry, kind: string): Registration | undefined {
  const type = REGISTRATION_TYPES[kind];
  if (!type) return undefined;
  const block = registrationBlock(entry, type);
  const worker = referenceText(block?.worker);
  if (!block || !worker) return undefined;
  const named = type === "workflow" && typeof block.name === "string" && block.name !== "";
  return {
    type,
    name: named ? block.name as string : entry.id,
    worker: qualifyEntryId(worker, entry.namespace),
    local: block.local === true,
    versioningBehavior: VERSIONING_BEHAVIORS.find((name) => type === "workflow" && name === block.versioning_behavior),
    path: ["meta", "temporal", type, named ? "name" : "worker"],
  };
}

/** `meta.temporal.workflow` or `.activity` when it is a map. */
export function registrationBlock(entry: Entry, type: string): Readonly<Record<string, unknown>> | undefined {
  const temporal = mapOf(entry.meta.temporal);
  return temporal && mapOf(temporal[type]);
}
