import type { Span } from "../syntax/mod.ts";

/** What the linter calls its rules; each is the code of a diagnostic. */
export type LintRule =
  | "blocking-chunk-call"
  | "undeclared-require"
  | "undefined-global"
  | "unreachable-code"
  | "unused-import"
  | "unused-local";

/** Something in a Lua text that works otherwise than its author probably thinks. */
export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: "error" | "warning";
  /** Sentence case, no full stop. */
  readonly message: string;
  /** The stretch of the text; absent when the fault is what the text does not have. */
  readonly span?: Span;
  /** The module or import that is not used. */
  readonly alias?: string;
  /** A name that means nothing here, and those that would. */
  readonly unknown?: { readonly name: string; readonly candidates: readonly string[] };
}
