import { isExact, MAX_EXACT } from "../../../base/mod.ts";
import type {
  CallExpression,
  Expression,
  FunctionExpression,
  IndexExpression,
  MethodCallExpression,
  NameExpression,
  TableExpression,
} from "../../syntax/mod.ts";
import { typeNames, TypeValue } from "../types/type_value.ts";
import { describe } from "./describe.ts";
import { allOf, NIL, stringLiteral, tableTest } from "./function_builder.ts";
import type { Operand } from "./ir.ts";
import { errorName, OperatorGenerator } from "./operator_generator.ts";
import { SCRATCH } from "./printer.ts";
import { isBoxed, type UsedType } from "./resolve.ts";

/** So many items of a table wait until they are stored together, in PUC Lua. */
const MAX_WAITING_ITEMS = 50;

/** The arguments of a call: single values, and JavaScript text of an array for what the last one adds. */
interface Values {
  readonly single: string[];
  readonly rest: string | undefined;
}

/** Generates expressions. */
export abstract class ExpressionGenerator extends OperatorGenerator {
  /** The single value of an expression, as text without side effects. */
  protected override value(node: Expression): Operand {
    switch (node.kind) {
      case "Nil":
        return NIL;
      case "Boolean":
        return { text: String(node.value), type: "boolean" };
      case "Number":
        return numberLiteral(node.value);
      case "String":
        return { text: stringLiteral(node.value), type: "string" };
      case "Vararg":
        return { text: "va[0]", type: "any" };
      case "Function":
        return this.keep({ text: this.closure(node), type: "function" });
      case "Name":
        return this.#name(node);
      case "Index":
        return this.#index(node);
      case "Call":
      case "MethodCall":
        return this.#callForValue(node);
      case "Binary":
        return this.binary(node);
      case "Unary":
        return this.unary(node);
      case "Table":
        return this.#table(node);
      case "Parenthesized":
      case "Cast":
      case "NonNil":
        return this.value(node.inner);
    }
  }

  /** All values of an expression that may give several, as text of an array; undefined for other expressions. */
  protected multiple(node: Expression): string | undefined {
    if (node.kind === "Vararg") return "va";
    if (node.kind !== "Call" && node.kind !== "MethodCall") return undefined;
    const target = this.temporary();
    this.operation({ slow: this.call(node), call: true, target, use: "all", method: node.kind === "MethodCall" });
    return `many(${target})`;
  }

  protected values(nodes: readonly Expression[]): Values {
    const single: string[] = [];
    for (const [i, node] of nodes.entries()) {
      const rest = i === nodes.length - 1 ? this.multiple(node) : undefined;
      if (rest !== undefined) return { single, rest };
      single.push(this.value(node).text);
    }
    return { single, rest: undefined };
  }

  /** A call as a JavaScript expression. */
  protected call(node: CallExpression | MethodCallExpression): string {
    this.count();
    const { args } = node;
    const object = node.kind === "MethodCall" ? this.object(node.object) : undefined;
    const callee = node.kind === "MethodCall"
      ? this.#method(object as Operand, node.method, describe(node.object, this.context.resolution, this.scope))
      : this.object(node.callee);
    const { single, rest } = this.values(args);
    if (object !== undefined) single.unshift(object.text);
    if (rest !== undefined) single.push(`...${rest}`);
    this.line = node.start.line;
    return `${this.#function(callee, node)}(${single.join()})`;
  }

  #function({ text, type }: Operand, node: CallExpression | MethodCallExpression): string {
    if (text === "self" || type === "function") return text;
    const name = node.kind === "MethodCall"
      ? `method '${node.method}'`
      : describe(node.callee, this.context.resolution, this.scope);
    return `(typeof ${text}==="function"?${text}:callable(${text}${errorName(name)}))`;
  }

  #callForValue(node: CallExpression | MethodCallExpression): Operand {
    return this.valueOperation({ slow: this.call(node), call: true, method: node.kind === "MethodCall" });
  }

  /** A new closure of a function. */
  protected closure(node: FunctionExpression): string {
    const scope = this.context.resolution.scopes.get(node);
    if (scope === undefined) throw new Error("A function was not resolved");
    const { self } = scope;
    const upvalues = scope.upvalues.filter((variable) => variable !== self || isBoxed(variable));
    this.makes(scope.id);
    return `m${scope.id}(${upvalues.map((variable) => this.holder(variable)).join()})`;
  }

  #name(node: NameExpression): Operand {
    const type = this.context.resolution.types.get(node);
    if (type !== undefined) return this.#type(type);
    const variable = this.variableOf(node);
    const value = this.read(variable);
    if (variable.name === node.name) return value;
    const global = this.#field(value, node.name, value.type === "table" ? "" : "upvalue '_ENV'");
    if (Object.hasOwn(typeNames, node.name)) {
      this.plain(`if(${global.text}===undefined)${global.text}=typeNames.${node.name};`);
    }
    return global;
  }

  /** The value of a declared type; made once for all states, and for each meaning of its outside types. */
  #type({ scoped, outside }: UsedType): Operand {
    const { types } = this.context;
    const known = types.findIndex((type) => type.scoped === scoped && type.outside.length === outside.size);
    const index = known >= 0 ? known : types.push(new TypeValue(scoped, [...outside.keys()])) - 1;
    if (outside.size === 0) return this.keep({ text: `types[${index}]`, type: "any" });
    const roots = [...outside.values()].map((root) => this.#name(root).text);
    return this.keep({ text: `types[${index}].of(${roots.join()})`, type: "any" });
  }

  #index(node: IndexExpression): Operand {
    const name = describe(node.object, this.context.resolution, this.scope);
    if (node.key.kind === "String") {
      const object = this.object(node.object);
      this.line = node.key.start.line;
      return this.#field(object, node.key.value, name);
    }
    const [object, key] = this.inOrder(node.object, node.key, false, this.object.bind(this));
    const target = this.temporary();
    const fetch = key.type === "number" ? `${object.text}.array[${key.text}-1]` : `${object.text}.rawGet(${key.text})`;
    const test = allOf(tableTest(object), `(${target}=${fetch})!==undefined`) as string;
    const slow = `index(${object.text},${key.text}${errorName(name)})`;
    return this.valueOperation({ fast: { test }, slow }, target);
  }

  /** `object.key`, through an inline cache of the key's place. */
  #field(object: Operand, key: string, name: string): Operand {
    const target = this.temporary();
    const cache = this.newCache();
    const literal = stringLiteral(key);
    const place = `${object.text}.keys[${cache}]===${literal}?${cache}:${cache}=${object.text}.find(${literal})`;
    const test = allOf(tableTest(object), `(${target}=${object.text}.values[${place}])!==undefined`) as string;
    const slow = `index(${object.text},${literal}${errorName(name)})`;
    return this.valueOperation({ fast: { test }, slow }, target);
  }

  /** `object.key` where the key is most likely found in an `__index`: the cache is of its place there. */
  #method({ text }: Operand, key: string, name: string): Operand {
    const [target, cache, literal] = [this.temporary(), this.newCache(), stringLiteral(key)];
    const table = `${SCRATCH}=methodHolder(${text},${literal},${cache})`;
    const place = `${SCRATCH}.keys[${cache}]===${literal}?${cache}:${cache}=${SCRATCH}.find(${literal})`;
    const test = `(${table})!==undefined&&(${target}=${SCRATCH}.values[${place}])!==undefined`;
    return this.valueOperation({ fast: { test }, slow: `index(${text},${literal}${errorName(name)})` }, target);
  }

  #table(node: TableExpression): Operand {
    if (node.items.some(({ key }) => key !== undefined && key.kind !== "String")) return this.#keyedTable(node);
    const array: string[] = [];
    const named = new Map<string, string>();
    node.items.forEach(({ key, value }, i) => {
      if (key?.kind === "String") {
        named.set(key.value, this.value(value).text);
        return;
      }
      const rest = i === node.items.length - 1 ? this.multiple(value) : undefined;
      array.push(rest === undefined ? this.value(value).text : `...${rest}`);
    });
    const values = array.every((text) => /^(-?\d|")/.test(text)) ? `[${array.join()}]` : `trimmed([${array.join()}])`;
    const keys = [...named.keys()].map(stringLiteral);
    const target = this.temporary();
    this.plain(`${target}=new Table(${keys.length === 0 ? values : `${values},[${keys}],[${[...named.values()]}]`});`);
    return { text: target, type: "table" };
  }

  /** A table with computed keys: each is stored at once, while items wait until there are 50 of them, or for the end. */
  #keyedTable({ items }: TableExpression): Operand {
    const { text: target } = this.keep({ text: "new Table()", type: "table" });
    let stored = 0;
    let waiting: string[] = [];
    const store = () => {
      if (waiting.length > 0) this.plain(`${target}.setItems(${stored},[${waiting.join()}]);`);
      stored += waiting.length;
      waiting = [];
    };
    for (const [i, { key, value }] of items.entries()) {
      if (waiting.length === MAX_WAITING_ITEMS) store();
      if (key !== undefined) {
        const [name, kept] = this.inOrder(key, value, true);
        this.plain(`${target}.rawSet(${name.text},${kept.text});`);
        continue;
      }
      const rest = i === items.length - 1 ? this.multiple(value) : undefined;
      waiting.push(rest === undefined ? this.value(value).text : `...${rest}`);
    }
    store();
    return { text: target, type: "table" };
  }
}

function numberLiteral(value: number | bigint): Operand {
  if (typeof value === "bigint") return { text: value < 0n ? `(${value}n)` : `${value}n`, type: "any" };
  const bound = value <= MAX_EXACT ? value : undefined;
  return { text: String(value), type: "number", bound, float: !isExact(value) };
}
