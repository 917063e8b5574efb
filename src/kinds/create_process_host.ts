import { ProcessHost } from "../processes/mod.ts";
import type { Dependencies } from "../registry/mod.ts";
import { createFunctionRunner } from "./function_runner.ts";
import { createProcessNode } from "./process_node.ts";

/** Makes what runs the processes of one host entry. */
export function createProcessHost(id: string, { shared, logger }: Dependencies): ProcessHost {
  return new ProcessHost({ id, node: shared(createProcessNode), functions: shared(createFunctionRunner), logger });
}
