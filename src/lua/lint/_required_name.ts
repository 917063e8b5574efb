import type { CallExpression } from "../syntax/mod.ts";
import type { Names } from "./_names.ts";

/** The literal in `require("name")`; null when it requires what only a run shows; undefined for other calls. */
export function requiredName({ callee, args }: CallExpression, { meaning }: Names): string | null | undefined {
  if (callee.kind !== "Name" || callee.name !== "require" || meaning.has(callee)) return undefined;
  const [name] = args;
  return name?.kind === "String" ? name.value : null;
}
