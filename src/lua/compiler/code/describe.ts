import type { BinaryExpression, Expression } from "../../syntax/mod.ts";
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
    case "Parenthesized":
    case "Cast":
    case "NonNil":
      return describe(node.inner, resolution, scope);
    case "Binary":
      return givesItsRight(node) ? describe(node.right, resolution, scope) : "";
    default:
      return "";
  }
}

/** `true and x`, `false or x`: PUC Lua leaves the constant out. */
function givesItsRight({ operator, left }: BinaryExpression): boolean {
  const isFalse = left.kind === "Nil" || (left.kind === "Boolean" && !left.value);
  const isTrue = left.kind === "Number" || left.kind === "String" || (left.kind === "Boolean" && left.value);
  return (operator === "and" && isTrue) || (operator === "or" && isFalse);
}
