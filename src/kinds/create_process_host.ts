import { ProcessHost } from "../processes/mod.ts";
import type { Dependencies } from "../registry/mod.ts";
import { createFunctionRunner } from "./function_runner.ts";
import { programOf } from "./lua_code/mod.ts";
import { createProcessNode } from "./process_node.ts";

/** Makes what runs the processes of one host entry. */
export function createProcessHost(id: string, dependencies: Dependencies): ProcessHost {
  const { find, logger } = dependencies;
  return new ProcessHost({
    id,
    node: dependencies.shared(createProcessNode),
    functions: dependencies.shared(createFunctionRunner),
    find(entryId) {
      const configured = find(entryId);
      return configured?.kind.name === "process.lua" ? programOf(configured, dependencies) : undefined;
    },
    logger,
  });
}
