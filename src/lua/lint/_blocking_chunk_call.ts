import type { Expression, Span } from "../syntax/mod.ts";
import type { LintFinding, LintOptions } from "./lint_rule.ts";
import { type Names, requiredName } from "./_names.ts";

/** A call that waits, outside of any function: a chunk may not wait (spec/registry.md §2.1). */
export function blockingChunkCall(
  names: Names,
  { modules, globals, blocking, blockingMethods }: LintOptions,
): LintFinding[] {
  const moduleOf = (expression: Expression) => {
    const alias = moduleAlias(expression, names);
    return alias === undefined ? undefined : modules.get(alias) ?? (globals.has(alias) ? alias : undefined);
  };
  const functions = names.calls.filter(({ isAtChunkLevel }) => isAtChunkLevel).flatMap(({ call }) => {
    const { callee } = call;
    if (callee.kind !== "Index" || callee.key.kind !== "String") return [];
    const name = `${moduleOf(callee.object)}.${callee.key.value}`;
    return blocking.has(name) ? [finding(name, call)] : [];
  });
  const methods = names.methodCalls.filter(({ isAtChunkLevel }) => isAtChunkLevel).flatMap(({ call }) => {
    const { object, method } = call;
    const giver = giverOf(object, names);
    if (giver === undefined || !blockingMethods.has(`${moduleOf(giver)}:${method}`)) return [];
    return [finding(object.kind === "Name" ? `${object.name}:${method}` : `:${method}`, call)];
  });
  return [...functions, ...methods];
}

function finding(name: string, { start, end }: Span): LintFinding {
  const message = `"${name}" waits, and the chunk itself may not wait`;
  return { rule: "blocking-chunk-call", severity: "warning", message, span: { start, end } };
}

/** The global that an expression means: `time`, `require("time")`, or a local variable that one of them is given to. */
function moduleAlias(expression: Expression, names: Names): string | undefined {
  if (expression.kind === "Call") return requiredName(expression, names) ?? undefined;
  if (expression.kind !== "Name") return undefined;
  const local = names.meaning.get(expression);
  if (!local) return expression.name;
  return local.value && moduleAlias(local.value, names);
}

/** What stands in place of `time` in `time.after("1s")`, `time.timer("1s"):response()`, or a variable that is given one. */
function giverOf(expression: Expression, names: Names): Expression | undefined {
  switch (expression.kind) {
    case "Call":
      return expression.callee.kind === "Index" ? expression.callee.object : undefined;
    case "MethodCall":
      return giverOf(expression.object, names);
    case "Name": {
      const value = names.meaning.get(expression)?.value;
      return value && giverOf(value, names);
    }
    default:
      return undefined;
  }
}
