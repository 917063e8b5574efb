import type { Expression, TypeNode } from "../../syntax/mod.ts";
import type { OutsideType, ScopedType, TypeScope } from "./type_scope.ts";

/** The names in `inner.Inner` or `typeof(limit.least)`: a variable and fields; undefined for parts that need no run. */
export function pathOf(node: OutsideType): readonly string[] | undefined {
  if (node.kind === "NamedType") return node.path.length > 1 ? node.path : undefined;
  return pathOfExpression(node.expression);
}

function pathOfExpression(node: Expression): readonly string[] | undefined {
  if (node.kind === "Name") return [node.name];
  if (node.kind !== "Index" || node.key.kind !== "String") return undefined;
  const path = pathOfExpression(node.object);
  return path && [...path, node.key.value];
}

/** The outside types in a type. */
export function outsideTypes(type: TypeNode): OutsideType[] {
  return [...namesIn(type)].filter((node) => pathOf(node) !== undefined);
}

/** The outside types in a type and in those that it names. */
export function reachableTypes(type: ScopedType): OutsideType[] {
  const [reached, found] = [new Set([type]), new Set<OutsideType>()];
  for (const scoped of reached) {
    for (const node of namesIn(scoped.type)) {
      const declared = declaredType(node, scoped.scope);
      if (declared !== undefined) reached.add(declared);
      else if (pathOf(node) !== undefined) found.add(node);
    }
  }
  return [...found];
}

function declaredType(node: OutsideType, scope: TypeScope): ScopedType | undefined {
  return node.kind === "NamedType" && node.path.length === 1 ? scope.find(node.path[0]!) : undefined;
}

function* namesIn(part: unknown): Generator<OutsideType> {
  if (typeof part !== "object" || part === null) return;
  const node = part as Partial<TypeNode>;
  if (node.kind === "NamedType" || node.kind === "TypeofType") yield node as OutsideType;
  if (node.kind !== "TypeofType") { for (const inner of Object.values(part)) yield* namesIn(inner); }
}
