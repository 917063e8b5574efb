import { LEAST_STRING_LIMIT } from "../../limits/mod.ts";
import type {
  BinaryExpression,
  CallExpression,
  Expression,
  FunctionExpression,
  IndexExpression,
  MethodCallExpression,
  NameExpression,
  TableExpression,
  UnaryExpression,
} from "../../syntax/mod.ts";
import { typeNames, TypeValue } from "../types/type_value.ts";
import { describe } from "./describe.ts";
import { allOf, FunctionBuilder, NIL, stringLiteral, tableTest, typeTest } from "./function_builder.ts";
import type { Operand } from "./ir.ts";
import { SCRATCH } from "./printer.ts";
import { isBoxed, type UsedType, type Variable } from "./resolve.ts";

const ARITHMETIC: Readonly<Record<string, { event: string; compute: (a: string, b: string) => string }>> = {
  "+": { event: "__add", compute: (a, b) => `(${a}+${b})` },
  "-": { event: "__sub", compute: (a, b) => `(${a}-${b})` },
  "*": { event: "__mul", compute: (a, b) => `(${a}*${b})` },
  "/": { event: "__div", compute: (a, b) => `(${a}/${b})` },
  "%": { event: "__mod", compute: (a, b) => `modulo(${a},${b})` },
  "//": { event: "__idiv", compute: (a, b) => `floorDivide(${a},${b})` },
  "^": { event: "__pow", compute: (a, b) => `(${a}**${b})` },
};
const BITWISE: Readonly<Record<string, string>> = {
  "&": "__band",
  "|": "__bor",
  "~": "__bxor",
  "<<": "__shl",
  ">>": "__shr",
};
/** So many items of a table wait until they are stored together, in PUC Lua. */
const MAX_WAITING_ITEMS = 50;
const COMPARISONS: ReadonlySet<string> = new Set(["==", "~=", "<", "<=", ">", ">="]);

/** The arguments of a call: single values, and JavaScript text of an array for what the last one adds. */
interface Values {
  readonly single: string[];
  readonly rest: string | undefined;
}

/** Generates expressions. */
export abstract class ExpressionGenerator extends FunctionBuilder {
  /** The single value of an expression, as text without side effects. */
  protected value(node: Expression): Operand {
    switch (node.kind) {
      case "Nil":
        return NIL;
      case "Boolean":
        return { text: String(node.value), type: "boolean" };
      case "Number":
        return { text: numberLiteral(node.value), type: "number" };
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
        return this.#binary(node);
      case "Unary":
        return this.#unary(node);
      case "Table":
        return this.#table(node);
      case "Parenthesized":
      case "Cast":
      case "NonNil":
        return this.value(node.inner);
    }
  }

  /** The value of an expression in a variable: as text that can stand in front of a dot. */
  protected object(node: Expression): Operand {
    const operand = this.value(node);
    return operand.type === "any" || operand.type === "table" ? operand : this.keep(operand);
  }

  /** All values of an expression that may give several, as text of an array; undefined for other expressions. */
  protected multiple(node: Expression): string | undefined {
    if (node.kind === "Vararg") return "va";
    if (node.kind !== "Call" && node.kind !== "MethodCall") return undefined;
    const target = this.temporary();
    this.operation({ slow: this.call(node), call: true, target, use: "all", method: node.kind === "MethodCall" });
    return `many(${target})`;
  }

  /**
   * The variable that an expression names, when that is all it does.
   *
   * @param own only of this function: through parentheses, PUC Lua copies the variable of an outer one
   */
  protected named(node: Expression, own = false): Variable | undefined {
    if (node.kind === "Parenthesized" || node.kind === "Cast" || node.kind === "NonNil") {
      return this.named(node.inner, true);
    }
    if (node.kind !== "Name" || this.context.resolution.types.has(node)) return undefined;
    const variable = this.variableOf(node);
    return variable.name === node.name && (!own || variable.owner === this.scope) ? variable : undefined;
  }

  /**
   * Two operands, the left one first; but PUC Lua uses a local variable where it stands, so that what a call in the right
   * operand does to it shows.
   *
   * @param own see {@linkcode named}
   */
  #inOrder(left: Expression, right: Expression, own: boolean, read = this.value.bind(this)): [Operand, Operand] {
    const variable = this.named(left, own);
    if (variable === undefined || !isBoxed(variable)) return [read(left), this.value(right)];
    const second = this.value(right);
    return [read(left), second];
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

  protected variableOf(node: NameExpression): Variable {
    const variable = this.context.resolution.variables.get(node);
    if (variable === undefined) throw new Error(`The name "${node.name}" was not resolved`);
    return variable;
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
    const [object, key] = this.#inOrder(node.object, node.key, false, this.object.bind(this));
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

  #unary(node: UnaryExpression): Operand {
    if (node.operator === "not") return { text: `!${this.condition(node.operand)}`, type: "boolean" };
    const operand = this.object(node.operand);
    const name = errorName(describe(node.operand, this.context.resolution, this.scope));
    const { text } = operand;
    if (node.operator === "#") {
      const target = this.temporary();
      const test = allOf(tableTest(operand), `${text}.metatable===null`) as string;
      return this.valueOperation({
        fast: { test, text: `${target}=${text}.array.length;` },
        slow: `lengthOf(${text}${name})`,
      }, target);
    }
    if (node.operator === "~") {
      return this.valueOperation({ slow: `bitwiseOperation("__bnot",${text},${text}${name})` });
    }
    const test = typeTest(operand, "number");
    if (test === undefined) return { text: `(0-${text})`, type: "number" };
    const target = this.temporary();
    return this.valueOperation({
      fast: { test, text: `${target}=0-${text};` },
      slow: `arithmetic("__unm",${text},${text}${name})`,
    }, target);
  }

  #binary(node: BinaryExpression): Operand {
    const { operator } = node;
    if (operator === "and" || operator === "or") return this.#logical(node);
    if (COMPARISONS.has(operator)) return this.#comparison(node);
    const [left, right] = operator === ".."
      ? [this.value(node.left), this.value(node.right)]
      : this.#inOrder(node.left, node.right, true);
    this.line = node.line;
    const names = this.#operandNames(node);
    const slowArguments = `${left.text},${right.text}${names}`;
    const bitwise = BITWISE[operator];
    if (bitwise !== undefined) return this.valueOperation({ slow: `bitwiseOperation("${bitwise}",${slowArguments})` });
    const target = this.temporary();
    if (operator === "..") return this.#concat(left, right, target, `concat(${slowArguments})`);
    const { event, compute } = ARITHMETIC[operator] as typeof ARITHMETIC[string] & object;
    const text = compute(left.text, right.text);
    const test = allOf(typeTest(left, "number"), typeTest(right, "number"));
    if (test === undefined) return { text, type: "number" };
    return this.valueOperation({
      fast: { test, text: `${target}=${text};` },
      slow: `arithmetic("${event}",${slowArguments})`,
    }, target);
  }

  #concat(left: Operand, right: Operand, target: string, slow: string): Operand {
    if (left.type === "number" || right.type === "number") return this.valueOperation({ slow }, target);
    const short = `(${target}=${left.text}+${right.text}).length<${LEAST_STRING_LIMIT}`;
    const test = allOf(typeTest(left, "string"), typeTest(right, "string"), short) as string;
    return this.valueOperation({ fast: { test }, slow }, target);
  }

  /** How the source names the operands, as further arguments of what reports their errors. */
  #operandNames(node: BinaryExpression): string {
    const { resolution } = this.context;
    const left = describe(node.left, resolution, this.scope);
    const right = describe(node.right, resolution, this.scope);
    return right === "" ? errorName(left) : `,${stringLiteral(left)},${stringLiteral(right)}`;
  }

  #logical(node: BinaryExpression): Operand {
    const target = this.temporary();
    this.plain(`${target}=${this.value(node.left).text};`);
    const isTrue = `${target}!==undefined&&${target}!==false`;
    this.branch(node.operator === "and" ? isTrue : `!(${isTrue})`, () => {
      this.plain(`${target}=${this.value(node.right).text};`);
    });
    return { text: target, type: "any" };
  }

  /** A comparison as a JavaScript boolean. */
  #comparison(node: BinaryExpression): Operand {
    let [left, right] = this.#inOrder(node.left, node.right, true);
    this.line = node.line;
    const { operator } = node;
    if (operator === "==" || operator === "~=") return this.#equality(left, right, operator === "~=");
    if (operator === ">" || operator === ">=") [left, right] = [right, left];
    const symbol = operator.replace(">", "<");
    const text = `${left.text}${symbol}${right.text}`;
    const test = allOf(typeTest(left, "number"), typeTest(right, "number"));
    if (test === undefined) return { text: `(${text})`, type: "boolean" };
    const target = this.temporary();
    const slow = `${symbol === "<" ? "lessThan" : "lessOrEqual"}(${left.text},${right.text})`;
    this.operation({ fast: { test, text: `${target}=${text};` }, slow, target, use: "truth" });
    return { text: target, type: "boolean" };
  }

  #equality(left: Operand, right: Operand, negated: boolean): Operand {
    const same = `${left.text}===${right.text}`;
    const isPlain = ({ type }: Operand) => type !== "any" && type !== "table";
    if (isPlain(left) || isPlain(right)) {
      return { text: negated ? `(${left.text}!==${right.text})` : `(${same})`, type: "boolean" };
    }
    const target = this.temporary();
    const test = `(${target}=${same})||typeof ${left.text}!=="object"||typeof ${right.text}!=="object"`;
    this.operation({ fast: { test }, slow: `equal(${left.text},${right.text})`, target, use: "truth" });
    return { text: negated ? `(!${target})` : target, type: "boolean" };
  }

  /** Whether an expression counts as true, as a JavaScript boolean. */
  protected condition(node: Expression): string {
    if (node.kind === "Parenthesized" || node.kind === "Cast" || node.kind === "NonNil") {
      return this.condition(node.inner);
    }
    if (node.kind === "Unary" && node.operator === "not") return `(!${this.condition(node.operand)})`;
    if (node.kind === "Binary" && (node.operator === "and" || node.operator === "or")) return this.#junction(node);
    const { text, type } = this.value(node);
    if (type === "boolean") return text;
    if (type === "nil") return "false";
    return type === "any" ? `(${text}!==undefined&&${text}!==false)` : "true";
  }

  #junction(node: BinaryExpression): string {
    const left = this.condition(node.left);
    let right = "";
    const nodes = this.collect(() => right = this.condition(node.right));
    if (nodes.length === 0) return node.operator === "and" ? `(${left}&&${right})` : `(${left}||${right})`;
    const target = this.temporary();
    this.plain(`${target}=${left};`);
    this.branch(node.operator === "and" ? target : `!${target}`, () => {
      for (const inner of nodes) this.add(inner);
      this.plain(`${target}=${right};`);
    });
    return target;
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
        const [name, kept] = this.#inOrder(key, value, true);
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

/** A description of a value as a further argument; nothing when there is none. */
function errorName(name: string): string {
  return name === "" ? "" : `,${stringLiteral(name)}`;
}

function numberLiteral(value: number): string {
  return Object.is(value, -0) || value < 0 ? `(${value})` : String(value);
}
