import { isDeepStrictEqual } from "node:util";
import { type DataPath, qualifyEntryId } from "../base/mod.ts";
import { type Collector, quote, suggest } from "../diagnostics/mod.ts";
import { valueReadings } from "./decode/coerce.ts";
import type { Incomplete } from "./incomplete.ts";
import type { Override } from "./override.ts";
import type { RegistryEntry } from "./registry_entry.ts";
import { treeAt } from "./tree.ts";

/** The kind of an entry whose value others get. */
export const REQUIREMENT_KIND = "ns.requirement";

/** A place that a requirement's value goes to. */
interface Target {
  /** Absolute. */
  readonly id: string;
  /** As in {@linkcode Override}. */
  readonly path: DataPath;
  /** Where it stands in the requirement's data. */
  readonly place: DataPath;
}

/**
 * Finds the values that `ns.requirement` entries give to others (spec/registry.md §2.3): the `default` of each, for the
 * field at `path` of each entry in `targets`. What a schema can see is left to the kind.
 *
 * @param entries by id
 * @param incomplete what could not be read: targets among it are not reported
 * @param isDisabled whether an entry of that id was left out: it needs no value
 * @param collector gets requirements without a value, targets that do not exist, and two different values for one field
 * @returns the values, as overrides
 */
export function linkRequirements(
  entries: ReadonlyMap<string, RegistryEntry>,
  incomplete: Incomplete,
  isDisabled: (id: string) => boolean,
  collector: Collector,
): Override[] {
  const given = new Map<string, { value: unknown; by: RegistryEntry }>();
  const overrides: Override[] = [];
  for (const requirement of entries.values()) {
    if (requirement.kind !== REQUIREMENT_KIND) continue;
    const value = requirement.data.default ?? undefined;
    const targets = targetsOf(requirement);
    if (value === undefined && targets.length > 0) reportUnresolved(requirement, collector);
    for (const target of targets) {
      if (!entries.has(target.id)) {
        const known = isDisabled(target.id) || incomplete.mayHold(target.id);
        if (!known) reportMissing(requirement, target, entries, collector);
        continue;
      }
      if (value === undefined || isUnread(requirement)) continue;
      const key = [target.id, ...target.path].join("\0");
      const earlier = given.get(key);
      if (earlier && !isDeepStrictEqual(earlier.value, value)) {
        reportConflict(requirement, target, earlier.by, collector);
        continue;
      }
      given.set(key, { value, by: requirement });
      overrides.push(overrideOf(requirement, target, value));
    }
  }
  return overrides;
}

/** True when the value is the text of a file that cannot be read, which is reported where the value stands. */
function isUnread({ dataTree }: RegistryEntry): boolean {
  const origin = treeAt(dataTree, ["default"])?.origin;
  return origin?.type === "file" && origin.path === undefined;
}

/** The targets that are right as far as they can be judged here. */
function targetsOf({ data, namespace }: RegistryEntry): Target[] {
  if (!Array.isArray(data.targets)) return [];
  return data.targets.flatMap((target: unknown, index) => {
    const { entry, path } = typeof target === "object" && target !== null ? target as Record<string, unknown> : {};
    if (typeof entry !== "string" || entry === "" || typeof path !== "string") return [];
    const steps = path.replace(/^\./, "").split(".");
    if (steps.includes("")) return [];
    const explicit = steps[0] === "meta" || steps[0] === "data";
    return [{
      id: qualifyEntryId(entry, namespace),
      path: explicit ? steps : ["data", ...steps],
      place: ["targets", index],
    }];
  });
}

function overrideOf(requirement: RegistryEntry, { id, path }: Target, value: unknown): Override {
  const origin = requirement.overrideAt(["data", "default"]) ?? { range: requirement.locate(["default"]) };
  const label = `Requirement ${quote(requirement.id)}`;
  return { id, path, values: valueReadings(value), origin: { ...origin, type: "override", label } };
}

function reportUnresolved(requirement: RegistryEntry, collector: Collector): void {
  requirement.report(
    collector,
    ["data", "targets"],
    "unresolved-requirement",
    `Requirement ${quote(requirement.id)} has no value`,
    {
      severity: "warning",
      key: true,
      notes: [`Give it a "default", here or with -o ${requirement.id}:default=VALUE`],
    },
  );
}

function reportMissing(
  requirement: RegistryEntry,
  { id, place }: Target,
  entries: ReadonlyMap<string, RegistryEntry>,
  collector: Collector,
): void {
  const near = suggest(id, entries.keys());
  requirement.report(collector, ["data", ...place, "entry"], "missing-reference", `Entry ${quote(id)} does not exist`, {
    notes: near === undefined ? [] : [`Did you mean ${quote(near)}?`],
  });
}

function reportConflict(
  requirement: RegistryEntry,
  { id, path, place }: Target,
  by: RegistryEntry,
  collector: Collector,
): void {
  const field = path.slice(path[0] === "data" ? 1 : 0).join(".");
  const message = `Requirements give ${quote(field)} of ${quote(id)} two different values`;
  requirement.report(collector, ["data", ...place], "requirement-conflict", message, {
    notes: [
      { text: `${quote(by.id)} gives the other value here`, range: by.locate(["default"]) },
      "Let both have the same value, or remove one of the targets",
    ],
  });
}
