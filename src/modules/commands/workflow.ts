import { fromData, type LuaModule, type NativeFunction } from "../../lua/mod.ts";

/** `workflow.info()`: what is known of the run; nil outside workflows. */
const info: NativeFunction = (_, { world, state }) => {
  const fields = world.workflowInfo?.();
  return fields && fromData(fields, state);
};

const MEMBERS = { info };

/** The `workflow` module (contract/temporal-workflows.md §12). */
export const workflowModule: LuaModule = {
  name: "workflow",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
