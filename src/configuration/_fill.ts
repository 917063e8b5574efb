import { type Collector, quote, suggest } from "../diagnostics/mod.ts";
import { asList, asMap, type Tree } from "../registry/mod.ts";

/** `$${` is a plain `${`; what stands behind `|` is the value of a variable that is not set. */
const PLACEHOLDER_REGEXP = /\$\$\{|\$\{(env|var):([\w.:-]+)(?:\|([^}]*))?\}/g;

/** Where placeholders get their values. */
export interface FillContext {
  /** A variable of the operating system. */
  env(name: string): string | undefined;
  /** The texts of the `vars` section, with their own placeholders filled. */
  readonly vars: ReadonlyMap<string, string>;
  readonly collector: Collector;
  /** Gets the trees whose text came out of it: it may stand for a number or a truth value. */
  readonly filled: Set<Tree>;
  /** Gets the trees of what has no value, which is reported. */
  readonly missing: Set<Tree>;
}

/**
 * Fills `${env:NAME}`, a variable of the operating system, and `${var:NAME}`, one of the `vars` section, in every text of a
 * tree. What has no value is reported.
 */
export function fill(tree: Tree, context: FillContext): Tree {
  const list = asList(tree);
  if (list) return { ...tree, content: list.map((item) => fill(item, context)) };
  const map = asMap(tree);
  if (map) return { ...tree, content: new Map([...map].map(([key, value]) => [key, fill(value, context)])) };
  let isMissing = false;
  if (typeof tree.content !== "string" || !tree.content.includes("${")) return tree;
  const content = tree.content.replaceAll(
    PLACEHOLDER_REGEXP,
    (whole, source?: "env" | "var", name = "", other?: string) => {
      if (source === undefined) return whole.slice(1);
      const value = (source === "env" ? context.env(name) : context.vars.get(name)) ?? other;
      if (value === undefined) reportMissing(tree, source, name, context);
      isMissing ||= value === undefined;
      return value ?? "";
    },
  );
  const result = { ...tree, content };
  context.filled.add(result);
  if (isMissing) context.missing.add(result);
  return result;
}

function reportMissing({ range }: Tree, source: "env" | "var", name: string, { vars, collector }: FillContext): void {
  const near = source === "var" ? suggest(name, vars.keys()) : undefined;
  const message = source === "env"
    ? `The environment variable ${quote(name)} is not set`
    : `The section "vars" has no ${quote(name)}`;
  collector.report(range, "missing-variable", message, {
    notes: [
      near === undefined ? `Set it, or write a default: \${${source}:${name}|text}` : `Did you mean ${quote(near)}?`,
    ],
  });
}
