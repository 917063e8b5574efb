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
