import { createRequire } from "node:module";
import type { HeapInfo } from "node:v8";

const require = createRequire(import.meta.url);

/** JavaScript's heap with the buffers that it holds; all states share it. */
export interface HeapUse {
  /** Bytes in use, garbage included. */
  readonly used: number;
  /** Bytes given out so far: only differences mean something. */
  readonly allocated: number;
}

let statistics: (() => HeapInfo & { readonly total_allocated_bytes?: number }) | undefined;
let allocated = 0;
let lastUsed = 0;
let lastExternal = 0;
let externalGrowth = 0;

/** Measures the heap, in some microseconds. */
export function heapUse(): HeapUse {
  statistics ??= (require("node:v8") as typeof import("node:v8")).getHeapStatistics;
  const { used_heap_size, external_memory: external, total_allocated_bytes: total } = statistics();
  const used = used_heap_size + external;
  externalGrowth += Math.max(0, external - lastExternal);
  lastExternal = external;
  // Older versions of V8 do not count: then growth between two looks does.
  allocated = total === undefined ? allocated + Math.max(0, used - lastUsed) : total + externalGrowth;
  lastUsed = used;
  return { used, allocated };
}

let collect: (() => void) | undefined;

/** Frees what nothing holds any more, at once; where Deno cannot do that, the heap stays as it is. */
export function collectGarbage(): void {
  collect ??= collector();
  collect();
}

/** V8 hands its collector to contexts that are made while the flag is set. */
function collector(): () => void {
  const v8 = require("node:v8") as typeof import("node:v8");
  const { runInNewContext } = require("node:vm") as typeof import("node:vm");
  v8.setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("globalThis.gc");
  v8.setFlagsFromString("--no-expose-gc");
  return typeof gc === "function" ? () => gc({ type: "major" }) : () => {};
}
