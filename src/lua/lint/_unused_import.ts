import type { LintFinding, LintOptions } from "./lint_rule.ts";
import { type Names, requiredName } from "./_names.ts";

/** Names through which a program reaches every global. */
const ALL_GLOBALS: readonly string[] = ["_G", "_ENV"];

/** A module or an import that the text never names. */
export function unusedImport(names: Names, { modules, imports }: LintOptions): LintFinding[] {
  const used = new Set([...names.globalReads.map(({ name }) => name), ...names.typeNames]);
  for (const { call } of names.calls) {
    const name = requiredName(call, names);
    if (name === null) return [];
    if (name !== undefined) used.add(name);
  }
  if (ALL_GLOBALS.some((name) => used.has(name))) return [];
  const unused = (alias: string, what: string): LintFinding[] => {
    if (used.has(alias)) return [];
    return [{ rule: "unused-import", severity: "warning", message: `${what} "${alias}" is not used`, alias }];
  };
  return [
    ...[...modules.keys()].flatMap((alias) => unused(alias, "Module")),
    ...[...imports].flatMap((alias) => unused(alias, "Import")),
  ];
}
