import type { LintFinding, LintOptions } from "./lint_rule.ts";
import type { Names, Scope } from "./_names.ts";

/** A global that nothing sets: reading it gives nil. */
export function undefinedGlobal(names: Names, { globals, modules, imports }: LintOptions): LintFinding[] {
  const { globalReads, globalWrites } = names;
  const known = new Set([...globals, ...modules.keys(), ...imports, ...globalWrites]);
  return globalReads.filter(({ name }) => !known.has(name)).map(({ name, scope, start, end }) => ({
    rule: "undefined-global",
    severity: "warning",
    message: `Nothing defines the global "${name}"`,
    span: { start, end },
    unknown: { name, candidates: [...known, ...visible(scope)] },
  }));
}

function* visible(scope: Scope | undefined): Generator<string> {
  for (; scope; scope = scope.outer) yield* scope.locals.keys();
}
