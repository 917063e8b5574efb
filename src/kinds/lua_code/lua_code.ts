import type { LuaEngine } from "../../lua/api/mod.ts";
import { loadLuaEngine } from "../../lua/engines/mod.ts";
import type { LuaProgram } from "../../lua/run/mod.ts";
import { parse, type SyntaxTree } from "../../lua/syntax/mod.ts";
import type { CheckContext, Configured, EntryLookup, ProgramSettings } from "../../registry/mod.ts";
import { type Analysis, analyze, isLuaCode } from "./_analyze.ts";
import { type Trial, tryOut } from "./_trial.ts";
import { checkLuaCode } from "./check_lua_code.ts";
import type { LuaCodeConfig } from "./config.ts";
import { lintLuaCode } from "./lint_lua_code.ts";

const IN_PROGRESS: Analysis = { findings: [] };

/** The Lua code of one loaded application: each entry's text is parsed, analyzed and tried out once. */
export class LuaCode {
  readonly engine: LuaEngine;
  readonly find: EntryLookup["find"];
  readonly #analyses = new Map<Configured, Analysis>();
  readonly #trials = new Map<Configured, Trial>();
  readonly #trees = new Map<Configured, SyntaxTree>();

  /**
   * Loads the engine that compiles the code.
   *
   * @param find gives the entries that code imports
   */
  static async load(engine: ProgramSettings["luaEngine"], { find }: Pick<EntryLookup, "find">): Promise<LuaCode> {
    return new LuaCode(await loadLuaEngine(engine), find);
  }

  private constructor(engine: LuaEngine, find: EntryLookup["find"]) {
    this.engine = engine;
    this.find = find;
  }

  /** Reports the faults of an entry's code; nothing of entries without Lua code. */
  check(configured: Configured, context: CheckContext): void {
    if (isLuaCode(configured)) checkLuaCode(configured, context, this);
  }

  /** Reports what the linter says of an entry's code; nothing of entries without Lua code. */
  lint(configured: Configured, context: Pick<CheckContext, "collector">): void {
    if (isLuaCode(configured)) lintLuaCode(configured, context, this);
  }

  /**
   * The compiled code of an entry with its modules and imports.
   *
   * @returns undefined when the entry has no Lua code, or when it or an import has faults, which its check reports
   */
  program(configured: Configured): LuaProgram | undefined {
    return isLuaCode(configured) ? this.analysis(configured).program : undefined;
  }

  /** What is known of an entry's code without running it. */
  analysis(configured: Configured<LuaCodeConfig>): Analysis {
    const known = this.#analyses.get(configured);
    if (known) return known;
    // An import cycle comes back here; the graph reports it.
    this.#analyses.set(configured, IN_PROGRESS);
    const analysis = analyze(configured, this);
    this.#analyses.set(configured, analysis);
    return analysis;
  }

  /** How running an entry's chunk ended; undefined when it or something it imports has faults of its own. */
  trial(configured: Configured<LuaCodeConfig>): Trial | undefined {
    const known = this.#trials.get(configured);
    if (known) return known;
    const trial = tryOut(configured, this);
    if (trial) this.#trials.set(configured, trial);
    return trial;
  }

  /** The tree of an entry's text. */
  tree(configured: Configured<LuaCodeConfig>): SyntaxTree {
    let tree = this.#trees.get(configured);
    if (tree === undefined) this.#trees.set(configured, tree = parse(configured.config.source));
    return tree;
  }

  /** Drops the trees, which are large: only checks look into them. */
  dropTrees(): void {
    this.#trees.clear();
  }
}
