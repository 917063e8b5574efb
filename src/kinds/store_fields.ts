import { z } from "zod";
import { type Configured, type DataPath, field } from "../registry/mod.ts";

/** Why fields do nothing. */
const REASONS = {
  cleanup_interval: "what has expired is removed at each write",
  lifecycle: "a store is there from its first use to the end of the program",
} as const;

/** Fields of all kinds of stores; those without effect are of applications written for Wippy. */
export function storeFields() {
  return {
    max_size: field(
      "most entries; a store that is full takes no new keys; 0 is no limit",
      z.int("max_size must be an integer").min(0, "max_size must be >= 0").default(0),
      { unit: "entries" },
    ),
    cleanup_interval: field(`no effect: ${REASONS.cleanup_interval}`, z.unknown().optional()),
    lifecycle: field(`no effect: ${REASONS.lifecycle}`, z.unknown().optional()),
  };
}

/** Fields of a store that are taken and do nothing. */
export function storeFieldsWithoutEffect({ entry }: Pick<Configured, "entry">): { path: DataPath; reason: string }[] {
  return Object.entries(REASONS).filter(([name]) => Object.hasOwn(entry.data, name))
    .map(([name, reason]) => ({ path: [name], reason }));
}
