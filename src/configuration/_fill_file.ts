import { Collector, quote, suggest } from "../diagnostics/mod.ts";
import { asList, asMap, textReadings, type Tree } from "../registry/mod.ts";

/** `$${` is a plain `${`; what stands behind `|` is the value of a variable that is not set. */
const PLACEHOLDER_REGEXP = /\$\$\{|\$\{(env|var):([\w.:-]+)(?:\|([^}]*))?\}/g;

/** Where placeholders get their values. */
interface FillContext {
  /** A variable of the operating system. */
  env(name: string): string | undefined;
  /** The texts of the `vars` section, with their own placeholders filled. */
  readonly vars: ReadonlyMap<string, string>;
  /** Gets what has no value. */
  readonly collector: Collector;
}

/**
 * Fills `${env:NAME}`, a variable of the operating system, and `${var:NAME}`, one of the `vars` section, in every text of a
 * file. What has no value is reported.
 *
 * @param root a map
 * @param env a variable of the operating system
 * @returns the file with the texts; they may stand for numbers, truth values and lists, which `coerce` settles
 */
export function fillFile(root: Tree, env: FillContext["env"], collector: Collector): Tree {
  const vars = readVars(asMap(root)?.get("vars"), env, collector);
  const { content, ...rest } = fill(root, { env, vars, collector });
  const filled = new Map(asMap({ content, ...rest }));
  const overrides = filled.get("override");
  // The field of the entry decides about the type of an override.
  if (overrides) filled.set("override", withoutOpenTypes(overrides));
  return { ...rest, content: filled };
}

/** Variables may be made of those of the operating system, not of each other. */
function readVars(tree: Tree | undefined, env: FillContext["env"], collector: Collector): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, value] of asMap(tree) ?? []) {
    if (typeof value.content === "string" && value.content.includes("${var:")) {
      collector.report(value.range, "invalid-value", `The variable ${quote(name)} cannot be made of other variables`);
    }
    // A missing variable is reported when the section itself is filled.
    texts.set(name, String(fill(value, { env, vars: texts, collector: new Collector() }).content));
  }
  return texts;
}

function fill(tree: Tree, context: FillContext): Tree {
  const { content: text } = tree;
  if (typeof text !== "string") return withChildren(tree, (child) => fill(child, context));
  if (!text.includes("${")) return tree;
  const names: string[] = [];
  let hasValue = true;
  let isDefault = true;
  const content = text.replaceAll(
    PLACEHOLDER_REGEXP,
    (whole, source?: "env" | "var", name = "", other?: string) => {
      if (source === undefined) return whole.slice(1);
      const given = source === "env" ? context.env(name) : context.vars.get(name);
      const value = given ?? other;
      if (value === undefined) reportMissing(tree, source, name, context);
      hasValue &&= value !== undefined;
      isDefault &&= given === undefined;
      names.push(quote(name));
      return value ?? "";
    },
  );
  const source = `the variable${names.length > 1 ? "s" : ""} ${names.join(", ")}`;
  return {
    ...tree,
    content,
    open: { readings: textReadings(content) },
    ...names.length > 0 && { origin: { type: "env", source, isDefault, hasValue } },
  };
}

function withoutOpenTypes({ open: _, ...tree }: Tree): Tree {
  return withChildren(tree, withoutOpenTypes);
}

function withChildren(tree: Tree, change: (child: Tree) => Tree): Tree {
  const list = asList(tree);
  if (list) return { ...tree, content: list.map(change) };
  const map = asMap(tree);
  return map ? { ...tree, content: new Map([...map].map(([key, child]) => [key, change(child)])) } : tree;
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
