import { importFault, type ImportForm, isPure, mayUseRuntime } from "./layers.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 80;

/** Names that reach the world outside the program, or its clock. */
const IMPURE_GLOBALS: readonly string[] = [
  "Deno",
  "fetch",
  "performance",
  "setImmediate",
  "setInterval",
  "setTimeout",
];

/** Here the time is measured that a script takes. */
const LIMITS = "src/lua/limits/";

/** Members of otherwise harmless objects whose value differs from call to call. */
const IMPURE_MEMBERS: readonly string[] = ["Date.now", "Math.random", "crypto.getRandomValues", "crypto.randomUUID"];

/**
 * The rules of CONTRIBUTING.md that a program can check, as a plugin of `deno lint`:
 *
 * - `lunation/imports`: who may import what, and by which door (the table is in `layers.ts`);
 * - `lunation/globals`: no clock, randomness or effects in the pure layers, and `Deno` only in `platform`;
 * - `lunation/size`: no file over 400 lines, no function over 80.
 */
const plugin: Deno.lint.Plugin = {
  name: "lunation",
  rules: {
    imports: { create: createImportsRule },
    globals: { create: createGlobalsRule },
    size: { create: createSizeRule },
  },
};

export default plugin;

function createImportsRule(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  const path = pathOf(context);
  const check = (node: Deno.lint.Node, specifier: unknown, form: ImportForm) => {
    const message = typeof specifier === "string"
      ? importFault(path, specifier, form)
      : "Only a literal path can be checked against the layer table";
    if (message !== undefined) context.report({ node, message, hint: "See the layer table in CONTRIBUTING.md" });
  };
  return {
    ImportDeclaration: (node) => check(node.source, node.source.value, formOf(node.importKind)),
    ExportAllDeclaration: (node) => check(node.source, node.source.value, formOf(node.exportKind)),
    ExportNamedDeclaration(node) {
      if (node.source) check(node.source, node.source.value, formOf(node.exportKind));
    },
    ImportExpression: (node) => check(node.source, "value" in node.source ? node.source.value : undefined, "lazy"),
    CallExpression(node) {
      if (node.callee.type !== "Identifier" || node.callee.name !== "require") return;
      const [specifier] = node.arguments;
      check(node, specifier && "value" in specifier ? specifier.value : undefined, "lazy");
    },
    TSImportType: (node) => check(node, literalOf(node.argument), "types"),
  };
}

function createGlobalsRule(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  const path = pathOf(context);
  const pure = isPure(path);
  if (!pure && mayUseRuntime(path)) return {};
  const refused = pure ? IMPURE_GLOBALS : ["Deno"];
  const report = (node: Deno.lint.Node, name: string) =>
    context.report({
      node,
      message: `"${name}" may not be used here`,
      hint: pure
        ? "Take a Clock, or whatever gives the effect, as an argument"
        : "Import what you need from src/platform/mod.ts",
    });
  const mayMeasure = path.startsWith(LIMITS);
  const declared = new Set<string>();
  const uses: Deno.lint.Identifier[] = [];
  const isRefused = (name: string) => refused.includes(name) && !(mayMeasure && name === "performance");
  return {
    Identifier(node) {
      if (!isRefused(node.name) || isPropertyName(node)) return;
      if (isDeclaration(node)) declared.add(node.name);
      else uses.push(node);
    },
    "Program:exit"() {
      for (const node of uses) if (!declared.has(node.name)) report(node, node.name);
    },
    MemberExpression(node) {
      if (node.object.type !== "Identifier") return;
      const property = propertyOf(node);
      const name = `${node.object.name}.${property}`;
      const viaGlobalThis = node.object.name === "globalThis" && property !== undefined && isRefused(property);
      if (pure && IMPURE_MEMBERS.includes(name) || viaGlobalThis) report(node, name);
    },
    NewExpression(node) {
      const isNow = node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0;
      if (pure && isNow) report(node, "new Date()");
    },
  };
}

function createSizeRule(context: Deno.lint.RuleContext): Deno.lint.LintVisitor {
  const checkFunction = (node: Deno.lint.Node) => {
    const lines = linesIn(context.sourceCode.text.slice(...node.range));
    if (lines > MAX_FUNCTION_LINES) {
      context.report({ node, message: `Function has ${lines} lines, at most ${MAX_FUNCTION_LINES} are allowed` });
    }
  };
  return {
    Program(node) {
      const lines = linesIn(context.sourceCode.text.trimEnd());
      if (lines > MAX_FILE_LINES) {
        context.report({ node, message: `File has ${lines} lines, at most ${MAX_FILE_LINES} are allowed` });
      }
    },
    FunctionDeclaration: checkFunction,
    FunctionExpression: checkFunction,
    ArrowFunctionExpression: checkFunction,
  };
}

function pathOf(context: Deno.lint.RuleContext): string {
  return context.filename.startsWith(ROOT) ? context.filename.slice(ROOT.length) : context.filename;
}

function formOf(kind: "type" | "value"): ImportForm {
  return kind === "type" ? "types" : "static";
}

/** The text of `import("./x.ts").X`, whose argument is wrapped in a literal type. */
function literalOf(argument: unknown): unknown {
  return (argument as { literal?: { value?: unknown } }).literal?.value;
}

function isPropertyName(node: Deno.lint.Identifier): boolean {
  const parent = node.parent;
  const isMember = parent.type === "MemberExpression" && !parent.computed && parent.property === node;
  const isKey = "key" in parent && parent.key === node;
  return isMember || isKey;
}

/** A file that declares such a name itself means its own. */
function isDeclaration(node: Deno.lint.Identifier): boolean {
  const parent = node.parent;
  switch (parent.type) {
    case "FunctionDeclaration":
      return true;
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return parent.body !== node;
    case "VariableDeclarator":
      return parent.id === node;
    case "Property":
      return parent.parent.type === "ObjectPattern";
    default:
      return parent.type === "ArrayPattern" || parent.type === "ImportSpecifier";
  }
}

function propertyOf(node: Deno.lint.MemberExpression): string | undefined {
  const { property } = node;
  if (property.type === "Identifier" && !node.computed) return property.name;
  return property.type === "Literal" && typeof property.value === "string" ? property.value : undefined;
}

function linesIn(text: string): number {
  return text.split("\n").length;
}
