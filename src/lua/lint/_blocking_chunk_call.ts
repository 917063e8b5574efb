import type { Expression } from "../syntax/mod.ts";
import type { LintFinding } from "./lint_finding.ts";
import type { LintOptions } from "./lint_options.ts";
import type { Names } from "./_names.ts";
import { requiredName } from "./_required_name.ts";

/** A call that waits, outside of any function: a chunk may not wait (contract/registry.md §2.1). */
export function blockingChunkCall(names: Names, { modules, globals, blocking }: LintOptions): LintFinding[] {
  return names.calls.flatMap(({ call, isAtChunkLevel }): LintFinding[] => {
    const { callee } = call;
    if (!isAtChunkLevel || callee.kind !== "Index" || callee.key.kind !== "String") return [];
    const alias = moduleAlias(callee.object, names);
    const module = alias === undefined ? undefined : modules.get(alias) ?? (globals.has(alias) ? alias : undefined);
    const name = `${module}.${callee.key.value}`;
    if (module === undefined || !blocking.has(name)) return [];
    const message = `"${name}" waits, and the chunk itself may not wait`;
    const span = { start: call.start, end: call.end };
    return [{ rule: "blocking-chunk-call", severity: "warning", message, span }];
  });
}

/** The global that an expression means: `time`, `require("time")`, or a local variable that one of them is given to. */
function moduleAlias(expression: Expression, names: Names): string | undefined {
  if (expression.kind === "Call") return requiredName(expression, names) ?? undefined;
  if (expression.kind !== "Name") return undefined;
  const local = names.meaning.get(expression);
  if (!local) return expression.name;
  return local.value && moduleAlias(local.value, names);
}
