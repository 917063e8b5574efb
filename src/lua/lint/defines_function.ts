import type { Chunk, Expression, Statement } from "../syntax/mod.ts";

/** What is known of a value without running anything. */
type Value = "table" | "function" | "library" | "anything";

/** What {@linkcode definesFunction} is told of the names that a chunk can use. */
export interface KnownNames {
  /** Names that `require` takes. */
  readonly required: ReadonlySet<string>;
  /** Those of them, and of the globals, that stand for tables which have no metatable. */
  readonly libraries: ReadonlySet<string>;
}

/**
 * Whether the text alone shows that running a chunk only defines things, and so cannot fail, and that it returns a function,
 * or a table with one.
 *
 * @param method the field of the returned table; undefined when anything may be returned
 * @returns false also when only a run would show it
 */
export function definesFunction(
  { body: { statements } }: Chunk,
  method: string | undefined,
  known: KnownNames,
): boolean {
  return new Definitions(known).prove(statements, method);
}

class Definitions {
  readonly #known: KnownNames;
  readonly #locals = new Map<string, Value>();
  /** Fields of the local tables that surely hold functions. */
  readonly #functions = new Map<string, Set<string>>();

  constructor(known: KnownNames) {
    this.#known = known;
  }

  prove(statements: readonly Statement[], method: string | undefined): boolean {
    const last = statements.at(-1);
    if (last?.kind !== "Return") return method === undefined && statements.every((one) => this.#defines(one));
    if (!statements.slice(0, -1).every((one) => this.#defines(one))) return false;
    if (!last.values.every((value) => this.#valueOf(value) !== undefined)) return false;
    return method === undefined || this.#gives(last.values[0], method);
  }

  #gives(value: Expression | undefined, method: string): boolean {
    if (value === undefined) return false;
    if (this.#valueOf(value) === "function") return true;
    if (value.kind === "Table") return this.#functionsIn(value).has(method);
    return value.kind === "Name" && this.#functions.get(value.name)?.has(method) === true;
  }

  #defines(statement: Statement): boolean {
    switch (statement.kind) {
      case "Type":
        return true;
      case "LocalFunction":
        this.#declare(statement.binding.name, "function");
        return true;
      case "FunctionStatement":
        return this.#assigns(statement.target, statement.fn);
      case "Local": {
        const values = statement.values.map((value) => this.#valueOf(value));
        if (values.includes(undefined)) return false;
        statement.bindings.forEach(({ name }, i) => this.#declare(name, values[i] ?? "anything", statement.values[i]));
        return true;
      }
      case "Assignment": {
        const [target, ...others] = statement.targets;
        const [value, ...rest] = statement.values;
        return others.length + rest.length === 0 && this.#assigns(target!, value!);
      }
      default:
        return false;
    }
  }

  #declare(name: string, value: Value, from?: Expression): void {
    this.#locals.set(name, value);
    this.#functions.set(name, from?.kind === "Table" ? this.#functionsIn(from) : new Set());
  }

  #assigns(target: Expression, from: Expression): boolean {
    const value = this.#valueOf(from);
    if (value === undefined) return false;
    if (target.kind === "Name") {
      if (this.#locals.has(target.name)) this.#declare(target.name, value, from);
      return true;
    }
    if (target.kind !== "Index" || target.object.kind !== "Name" || target.key.kind !== "String") return false;
    const { name } = target.object;
    if (this.#locals.get(name) !== "table") return false;
    if (value === "function") this.#functions.get(name)?.add(target.key.value);
    else this.#functions.get(name)?.delete(target.key.value);
    return true;
  }

  #functionsIn(table: Extract<Expression, { kind: "Table" }>): Set<string> {
    const fields = new Set<string>();
    for (const { key, value } of table.items) {
      if (key?.kind === "String" && this.#valueOf(value) === "function") fields.add(key.value);
    }
    return fields;
  }

  /** What evaluating an expression gives; undefined when that might fail, wait, or do something. */
  #valueOf(node: Expression): Value | undefined {
    switch (node.kind) {
      case "Function":
        return "function";
      case "Nil":
      case "Boolean":
      case "Number":
      case "String":
      case "Vararg":
        return "anything";
      case "Name":
        return this.#locals.get(node.name) ?? (this.#known.libraries.has(node.name) ? "library" : "anything");
      case "Index":
        return node.key.kind === "String" && this.#valueOf(node.object) === "library" ? "anything" : undefined;
      case "Table":
        return this.#isPlain(node) ? "table" : undefined;
      case "Cast":
      case "NonNil":
      case "Parenthesized":
        return this.#valueOf(node.inner);
      case "Unary":
        return node.operator === "-" && node.operand.kind === "Number" ? "anything" : undefined;
      default:
        return this.#required(node);
    }
  }

  #isPlain({ items }: Extract<Expression, { kind: "Table" }>): boolean {
    return items.every(({ key, value }) =>
      (key === undefined || key.kind === "String" || key.kind === "Number") && this.#valueOf(value) !== undefined
    );
  }

  #required(node: Expression): Value | undefined {
    if (node.kind !== "Call" || node.callee.kind !== "Name" || node.callee.name !== "require") return undefined;
    const [name] = node.args;
    if (this.#locals.has("require") || name?.kind !== "String" || node.args.length > 1) return undefined;
    if (!this.#known.required.has(name.value)) return undefined;
    return this.#known.libraries.has(name.value) ? "library" : "anything";
  }
}
