import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { luaCodeFields, METHOD } from "../lua_code/mod.ts";
import { requiredText } from "../fields.ts";

function sizeField(name: string) {
  return z.int().min(1, `pool.${name} must be greater than 0`).optional();
}

const pool = z.strictObject({
  type: field(
    "no effect: each call gets a Lua state of its own",
    z.enum(["inline", "lazy", "static", "adaptive"]).optional(),
  ),
  size: field(
    "most calls that run at one time; further ones wait",
    sizeField("size"),
    { unit: "calls", absent: "no limit" },
  ),
  workers: field("the same; counts before `size`", sizeField("workers"), { unit: "calls", absent: "no limit" }),
  buffer: field("no effect: calls that wait are not counted", sizeField("buffer")),
  warm_start: field("no effect: each call gets a Lua state of its own", z.boolean().optional()),
  max_size: field("the same; counts before both", sizeField("max_size"), { unit: "calls", absent: "no limit" }),
});

/** Fields of a `function.lua` (spec/registry.md §2.1, §2.2). */
export const schema = z.strictObject({
  ...luaCodeFields,
  method: field(METHOD, requiredText("method is required")),
  pool: field("how many calls of the function run at one time", pool.optional()),
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
