import { parse, type SyntaxTree } from "../../lua/syntax/mod.ts";
import type { Configured } from "../../registry/mod.ts";
import type { LuaCodeConfig } from "./config.ts";
import type { LuaApp } from "./lua_app.ts";

/** Trees are large, and only checks look into them: they go with the context of the checks. */
const trees = new WeakMap<LuaApp, WeakMap<Configured, SyntaxTree>>();

/**
 * The tree of an entry's text, parsed once per load.
 *
 * @param app whoever looks into the text; all checks of a load have one context
 */
export function syntaxTreeOf(configured: Configured<LuaCodeConfig>, app: LuaApp): SyntaxTree {
  let ofApp = trees.get(app);
  if (ofApp === undefined) trees.set(app, ofApp = new WeakMap());
  let tree = ofApp.get(configured);
  if (tree === undefined) ofApp.set(configured, tree = parse(configured.config.source));
  return tree;
}
