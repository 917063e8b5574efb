import type { LintFinding, LintOptions } from "./lint_rule.ts";
import { type Names, requiredName } from "./_names.ts";

/** `require("x")` of what is neither a module, an import nor a global: it raises (spec/lua-modules.md §1.1). */
export function undeclaredRequire(names: Names, { globals, modules, imports }: LintOptions): LintFinding[] {
  const isKnown = (name: string) =>
    globals.has(name) || modules.has(name) || imports.has(name) || names.globalWrites.has(name);
  return names.calls.flatMap(({ call }) => {
    const name = requiredName(call, names);
    if (typeof name !== "string" || isKnown(name)) return [];
    const { start, end } = call.args[0]!;
    const message = `"${name}" is required but neither a module nor an import of the entry`;
    const candidates = [...globals, ...modules.keys(), ...imports];
    return [{
      rule: "undeclared-require",
      severity: "error",
      message,
      span: { start, end },
      unknown: { name, candidates },
    }];
  });
}
