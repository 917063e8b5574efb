export { definesFunction } from "./defines_function.ts";
export { lint } from "./lint.ts";
export type { LintFinding, LintRule } from "./lint_finding.ts";
export type { LintOptions } from "./lint_options.ts";
export { returnedFields } from "./returned_fields.ts";
