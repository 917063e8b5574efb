import type { SyntaxTree } from "../syntax/mod.ts";
import { blockingChunkCall } from "./_blocking_chunk_call.ts";
import type { LintFinding, LintOptions } from "./lint_rule.ts";
import type { Names } from "./_names.ts";
import { resolveNames } from "./_resolve_names.ts";
import { suppressions } from "./_suppressions.ts";
import { undeclaredRequire } from "./_undeclared_require.ts";
import { undefinedGlobal } from "./_undefined_global.ts";
import { unreachableCode } from "./_unreachable_code.ts";
import { unusedImport } from "./_unused_import.ts";
import { unusedLocal } from "./_unused_local.ts";

const RULES: readonly ((names: Names, options: LintOptions) => LintFinding[])[] = [
  undeclaredRequire,
  unusedImport,
  undefinedGlobal,
  unusedLocal,
  unreachableCode,
  blockingChunkCall,
];

/**
 * Looks for what a Lua text does otherwise than its author probably thinks. A comment `-- lint: ignore CODE` at the end of
 * a line, or on the line before, takes findings away.
 *
 * @param tree a text without syntax errors
 * @returns in no particular order
 */
export function lint(tree: SyntaxTree, options: LintOptions): LintFinding[] {
  const names = resolveNames(tree.chunk);
  const isSuppressed = suppressions(tree.comments);
  return RULES.flatMap((rule) => rule(names, options)).filter((finding) => !isSuppressed(finding));
}
