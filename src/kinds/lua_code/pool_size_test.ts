import { equal } from "node:assert/strict";
import type { Configured } from "../../registry/mod.ts";
import { poolSize } from "./pool_size.ts";

Deno.test("poolSize() is the widest bound that a pool names", () => {
  const size = (pool?: unknown) => poolSize({ config: { pool } } as Configured);
  equal(size({ size: 2, workers: 4, max_size: 9 }), 9);
  equal(size({ size: 2, workers: 4 }), 4);
  equal(size({ type: "static", size: 2 }), 2);
  equal(size({ type: "lazy" }), undefined);
  equal(size(), undefined);
  equal(poolSize(undefined), undefined);
});
