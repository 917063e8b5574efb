import type { LintFinding } from "./lint_rule.ts";
import type { Local, Names } from "./_names.ts";

/**
 * A local variable or function that nothing reads. Parameters and variables of loops have to be there, and so has what
 * stands before a variable that is read: `local _, err = f()` may as well name both.
 */
export function unusedLocal({ locals }: Names): LintFinding[] {
  return locals.filter(isUnused).map(({ name, kind, start, end }) => ({
    rule: "unused-local",
    severity: "warning",
    message: `Local ${kind === "function" ? "function" : "variable"} "${name}" is not used`,
    span: { start, end },
  }));
}

function isUnused({ name, kind, isRead, followers }: Local): boolean {
  if (isRead || (kind !== "local" && kind !== "function") || name.startsWith("_")) return false;
  return !followers.some((local) => local.isRead);
}
