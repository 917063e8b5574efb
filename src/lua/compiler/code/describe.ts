import type { Expression } from "../../syntax/mod.ts";
import type { FunctionScope, Resolution } from "./resolve.ts";

/** How error messages name a value, as PUC Lua does: `local 'x'`, `field 'y'`; empty when it has no name. */
export function describe(node: Expression, resolution: Resolution, scope: FunctionScope): string {
  switch (node.kind) {
    case "Name": {
      const variable = resolution.variables.get(node);
      if (variable === undefined || variable.name !== node.name) return `global '${node.name}'`;
      return `${variable.owner === scope ? "local" : "upvalue"} '${node.name}'`;
    }
    case "Index":
      return `field '${node.key.kind === "String" ? node.key.value : "?"}'`;
    case "Cast":
    case "NonNil":
      return describe(node.inner, resolution, scope);
    default:
      return "";
  }
}
