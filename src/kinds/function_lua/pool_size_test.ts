import { equal } from "node:assert/strict";
import { poolSize } from "./schema.ts";

Deno.test("poolSize() is the widest bound that a pool names", () => {
  equal(poolSize({ size: 2, workers: 4, max_size: 9 }), 9);
  equal(poolSize({ size: 2, workers: 4 }), 4);
  equal(poolSize({ type: "static", size: 2 }), 2);
  equal(poolSize({ type: "lazy" }), undefined);
  equal(poolSize(undefined), undefined);
});
