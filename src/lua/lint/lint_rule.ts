import type { Span } from "../syntax/mod.ts";

/** What a Lua text may rely on. */
export interface LintOptions {
  /** Names that every state has without declaring them. */
  readonly globals: ReadonlySet<string>;
  /** Names of the declared builtin modules by alias. */
  readonly modules: ReadonlyMap<string, string>;
  /** Aliases of the imported entries. */
  readonly imports: ReadonlySet<string>;
  /** Functions of modules that wait, such as `time.sleep`. */
  readonly blocking: ReadonlySet<string>;
  /** Methods that wait of what a module gives, such as `channel:receive`. */
  readonly blockingMethods: ReadonlySet<string>;
}

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
