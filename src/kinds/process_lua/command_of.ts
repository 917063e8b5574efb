import type { Entry } from "../../registry/mod.ts";
import { mapOf } from "../references.ts";

/** A command of `lunation run` that a process.lua makes (spec/registry.md §2.1, §9). */
export interface ProcessCommandMeta {
  readonly name: string;
  /** One line on what it does; "" when the entry does not say. */
  readonly short: string;
  /** `test` makes it the command of `lunation test`. */
  readonly useCase: string | undefined;
}

/** The command of an entry; undefined when it makes none or not in a valid form. */
export function commandOf({ kind, meta }: Entry): ProcessCommandMeta | undefined {
  const block = kind === "process.lua" ? mapOf(meta.command) : undefined;
  if (!block || typeof block.name !== "string" || block.name === "") return undefined;
  return {
    name: block.name,
    short: typeof block.short === "string" ? block.short : "",
    useCase: typeof block.use_case === "string" ? block.use_case : undefined,
  };
}
