import { MAX_EXACT } from "../../../base/mod.ts";
import { LEAST_STRING_LIMIT } from "../../limits/mod.ts";
import type { BinaryExpression, Expression, NameExpression, UnaryExpression } from "../../syntax/mod.ts";
import { describe } from "./describe.ts";
import { allOf, FunctionBuilder, stringLiteral, tableTest, typeTest } from "./function_builder.ts";
import type { Operand } from "./ir.ts";
import { isBoxed, type Variable } from "./resolve.ts";

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  "+": { event: "__add", compute: (a, b) => `(${a}+${b})`, exact: "sum", bound: (a, b) => a + b },
  "-": { event: "__sub", compute: (a, b) => `(${a}-${b})`, exact: "difference", bound: (a, b) => a + b },
  "*": { event: "__mul", compute: (a, b) => `(${a}*${b})`, exact: "product", bound: (a, b) => a * b },
  "/": { event: "__div", compute: (a, b) => `(${a}/${b})`, float: true, bound: () => Infinity },
  "%": { event: "__mod", compute: (a, b) => `modulo(${a},${b})`, bound: (_, b) => b, divides: true },
  "//": { event: "__idiv", compute: (a, b) => `floorDivide(${a},${b})`, bound: () => Infinity, divides: true },
  "^": { event: "__pow", compute: (a, b) => `(${a}**${b})`, float: true, bound: () => Infinity },
};
/** No larger result of JavaScript's arithmetic on integers is rounded. */
const MAX_UNROUNDED = Number.MAX_SAFE_INTEGER;
const BITWISE: Readonly<Record<string, string>> = {
  "&": "__band",
  "|": "__bor",
  "~": "__bxor",
  "<<": "__shl",
  ">>": "__shr",
};
const COMPARISONS: ReadonlySet<string> = new Set(["==", "~=", "<", "<=", ">", ">="]);

interface Arithmetic {
  readonly event: string;
  /** The result of two JavaScript numbers. */
  readonly compute: (a: string, b: string) => string;
  /** The function for results beyond ±2^53, which JavaScript may have rounded, and for operands that are no numbers. */
  readonly exact?: string;
  /** The result is a float. */
  readonly float?: boolean;
  /** May raise an error for two numbers. */
  readonly divides?: boolean;
  /** The bound of the result by those of the operands. */
  readonly bound: (a: number, b: number) => number;
}

/** Generates the operators of expressions. */
export abstract class OperatorGenerator extends FunctionBuilder {
  /** The single value of an expression, as text without side effects. */
  protected abstract value(node: Expression): Operand;

  /** The value of an expression in a variable: as text that can stand in front of a dot. */
  protected object(node: Expression): Operand {
    const operand = this.value(node);
    return operand.type === "any" || operand.type === "table" ? operand : this.keep(operand);
  }

  protected variableOf(node: NameExpression): Variable {
    const variable = this.context.resolution.variables.get(node);
    if (variable === undefined) throw new Error(`The name "${node.name}" was not resolved`);
    return variable;
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
  protected inOrder(
    left: Expression,
    right: Expression,
    own: boolean,
    read = this.value.bind(this),
  ): [Operand, Operand] {
    const variable = this.named(left, own);
    if (variable === undefined || !isBoxed(variable)) return [read(left), this.value(right)];
    const second = this.value(right);
    return [read(left), second];
  }

  protected unary(node: UnaryExpression): Operand {
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
    if (test === undefined) return { ...operand, text: `(0-${text})` };
    const target = this.temporary();
    return this.valueOperation({
      fast: { test, text: `${target}=0-${text};` },
      slow: `arithmetic("__unm",${text},${text}${name})`,
    }, target);
  }

  protected binary(node: BinaryExpression): Operand {
    const { operator } = node;
    if (operator === "and" || operator === "or") return this.#logical(node);
    if (COMPARISONS.has(operator)) return this.#comparison(node);
    const [left, right] = operator === ".."
      ? [this.value(node.left), this.value(node.right)]
      : this.inOrder(node.left, node.right, true);
    this.line = node.line;
    const names = this.#operandNames(node);
    const slowArguments = `${left.text},${right.text}${names}`;
    const bitwise = BITWISE[operator];
    if (bitwise !== undefined) {
      return this.#bitwise(operator, left, right, `bitwiseOperation("${bitwise}",${slowArguments})`);
    }
    const target = this.temporary();
    if (operator === "..") return this.#concat(left, right, target, `concat(${slowArguments})`);
    return this.#arithmetic(ARITHMETIC[operator] as Arithmetic, [left, right], target, slowArguments);
  }

  /** Small integers are what hashes and masks mostly have. */
  #bitwise(operator: string, left: Operand, right: Operand, slow: string): Operand {
    const target = this.temporary();
    if (operator === "<<" || operator === ">>") return this.valueOperation({ slow }, target);
    const tests = [left, right].flatMap((
      operand,
    ) => [typeTest(operand, "number"), `(${operand.text}|0)===${operand.text}`]);
    const text = `${target}=${left.text}${operator === "~" ? "^" : operator}${right.text};`;
    return this.valueOperation({ fast: { test: allOf(...tests) as string, text }, slow }, target);
  }

  /** JavaScript's arithmetic, with a look at results that it may have rounded. */
  #arithmetic(operation: Arithmetic, operands: [Operand, Operand], target: string, slowArguments: string): Operand {
    const { event, compute, exact } = operation;
    const [left, right] = operands;
    const known = allOf(typeTest(left, "number"), typeTest(right, "number"));
    const text = compute(left.text, right.text);
    const float = operation.float || (left.float || right.float) && operation.event !== "__mod";
    const bound = operation.bound(left.bound ?? Infinity, right.bound ?? Infinity);
    const isExact = exact === undefined || bound < MAX_EXACT;
    if (known === undefined && (isExact || float)) {
      const result: Operand = { text, type: "number", bound: finite(bound), float };
      // A division by zero raises its error in the order of the operands.
      return operation.divides && !/^[1-9]/.test(right.text) ? this.keep(result) : result;
    }
    if (isExact) {
      const slow = `arithmetic("${event}",${slowArguments})`;
      const fast = { test: known as string, text: `${target}=${text};` };
      return { ...this.valueOperation({ fast, slow }, target), float };
    }
    // The first test is the faster one for integers, and of no use to floats.
    const isProduct = exact === "product" && this.scope.usesFloats;
    const likelyFloat = float || (isProduct && left.bound === undefined && right.bound === undefined);
    const assigned = `(${target}=${text})`;
    const result = likelyFloat
      ? `Math.abs${assigned}<=${MAX_UNROUNDED}`
      : `(${assigned}===(${target}|0)||Math.abs(${target})<=${MAX_UNROUNDED})`;
    const fast = { test: allOf(known, result) as string };
    return { ...this.valueOperation({ fast, slow: `${exact}(${slowArguments})` }, target), float: likelyFloat };
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
    let [left, right] = this.inOrder(node.left, node.right, true);
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
    const isPlain = ({ type, bound }: Operand) =>
      type === "number" ? bound !== undefined : type !== "any" && type !== "table";
    if (isPlain(left) || isPlain(right)) {
      return { text: negated ? `(${left.text}!==${right.text})` : `(${same})`, type: "boolean" };
    }
    const target = this.temporary();
    const notBothObjects = `typeof ${left.text}!=="object"||typeof ${right.text}!=="object"`;
    const noBigint = `typeof ${left.text}!=="bigint"&&typeof ${right.text}!=="bigint"`;
    const test = `(${target}=${same})||(${notBothObjects})&&${noBigint}`;
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
}

function finite(bound: number): number | undefined {
  return bound < MAX_EXACT ? bound : undefined;
}

/** A description of a value as a further argument; nothing when there is none. */
export function errorName(name: string): string {
  return name === "" ? "" : `,${stringLiteral(name)}`;
}
