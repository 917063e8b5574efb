import { z } from "zod";
import type { Configured, DataPath } from "../registry/mod.ts";

/** Fields of all kinds of stores; those without effect are of applications written for Wippy. */
export function storeFields() {
  return {
    /** Most entries; 0 is no limit. */
    max_size: z.int("max_size must be an integer").min(0, "max_size must be >= 0").default(0),
    cleanup_interval: z.unknown().optional(),
    lifecycle: z.unknown().optional(),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  cleanup_interval: "what has expired is removed at each write",
  lifecycle: "a store is there from its first use to the end of the program",
};

/** Fields of a store that are taken and do nothing. */
export function storeFieldsWithoutEffect({ entry }: Pick<Configured, "entry">): { path: DataPath; reason: string }[] {
  return Object.entries(REASONS).filter(([name]) => Object.hasOwn(entry.data, name))
    .map(([name, reason]) => ({ path: [name], reason }));
}
