import { fromByteString, fromLatin1 } from "../../../base/mod.ts";
import type { FunctionType, RecordType, TypeNode } from "../../syntax/mod.ts";

/** A literal of Lua as messages show it, without quotes; in the engine a string is the characters that hold its bytes. */
export function literalText(value: string | number | bigint | boolean): string {
  return typeof value === "string" ? fromByteString(fromLatin1(value)) : String(value);
}

/** A type as the source would write it. */
export function typeText(node: TypeNode): string {
  const list = (nodes: readonly TypeNode[]) => nodes.map(typeText).join(", ");
  switch (node.kind) {
    case "NamedType":
      return node.path.join(".") + (node.args.length > 0 ? `<${list(node.args)}>` : "");
    case "LiteralType":
      return typeof node.value === "string" ? JSON.stringify(literalText(node.value)) : literalText(node.value);
    case "ArrayType":
      return `{${typeText(node.element)}}`;
    case "OptionalType":
      return `${typeText(node.inner)}?`;
    case "ReadonlyType":
      return `readonly ${typeText(node.inner)}`;
    case "UnionType":
      return node.variants.map(typeText).join(" | ");
    case "IntersectionType":
      return node.variants.map(typeText).join(" & ");
    case "TypeofType":
      return "typeof(…)";
    case "AnnotatedType":
      return `${typeText(node.inner)} ${
        node.annotations.map(({ name, args }) => `@${name}(${args.map(literalText).join(", ")})`).join(" ")
      }`;
    case "FunctionType":
      return functionText(node);
    case "RecordType":
      return recordText(node);
  }
}

function functionText({ params, rest, returns }: FunctionType): string {
  const all = params.map(({ name, type }) => name === undefined ? typeText(type) : `${name}: ${typeText(type)}`);
  if (rest !== undefined) all.push(`...: ${typeText(rest)}`);
  const [only] = returns;
  const result = returns.length === 1 && only !== undefined ? typeText(only) : `(${returns.map(typeText).join(", ")})`;
  return `(${all.join(", ")}) -> ${result}`;
}

function recordText({ fields, indexers }: RecordType): string {
  const parts = fields.map(({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${typeText(type)}`);
  parts.push(...indexers.map(({ key, value }) => `[${typeText(key)}]: ${typeText(value)}`));
  return `{${parts.join(", ")}}`;
}
