import { z } from "zod";
import { luaCodeFields } from "../lua_code/mod.ts";
import { requiredText } from "../fields.ts";

function sizeField(name: string) {
  return z.int().min(1, `pool.${name} must be greater than 0`).optional();
}

const pool = z.strictObject({
  type: z.enum(["inline", "lazy", "static", "adaptive"]).optional(),
  size: sizeField("size"),
  workers: sizeField("workers"),
  buffer: sizeField("buffer"),
  warm_start: z.boolean().optional(),
  max_size: sizeField("max_size"),
});

/** Fields of a `function.lua` (spec/registry.md §2.1, §2.2). */
export const schema = z.strictObject({
  ...luaCodeFields,
  method: requiredText("method is required"),
  pool: pool.optional(),
});

/**
 * How many calls of a function may run at one time: the widest bound that its `pool` names, whatever the type of pool
 * (spec/registry.md §2.2).
 *
 * @returns undefined when there is no bound
 */
export function poolSize(pool: z.output<typeof schema>["pool"]): number | undefined {
  return pool?.max_size ?? pool?.workers ?? pool?.size;
}
