import type { Comment } from "../syntax/mod.ts";
import type { LintFinding } from "./lint_rule.ts";

const IGNORE_REGEXP = /^--\s*lint:\s*ignore\s+(.+)/;

/**
 * Tells which findings the author does not want to hear of: a comment `-- lint: ignore CODE` at the end of a line is for that
 * line, and on a line of its own for the next one; a finding without a place is taken away by one anywhere. Several codes
 * are separated by commas.
 */
export function suppressions(comments: readonly Comment[]): (finding: LintFinding) => boolean {
  const places = new Set<string>();
  const everywhere = new Set<string>();
  for (const { text, startsLine, end } of comments) {
    for (const rule of IGNORE_REGEXP.exec(text)?.[1]?.split(/[\s,]+/) ?? []) {
      everywhere.add(rule);
      places.add(`${rule}:${startsLine ? end.line + 1 : end.line}`);
    }
  }
  return ({ rule, span }) => span ? places.has(`${rule}:${span.start.line}`) : everywhere.has(rule);
}
