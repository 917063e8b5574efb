export { definesFunction } from "./defines_function.ts";
export { lint } from "./lint.ts";
export type { LintFinding, LintRule } from "./lint_rule.ts";
export type { LintOptions } from "./lint_rule.ts";
export { returnedFields } from "./returned_fields.ts";
