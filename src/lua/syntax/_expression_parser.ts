import type {
  BinaryOperator,
  Binding,
  Block,
  Expression,
  FunctionExpression,
  TableItem,
  UnaryExpression,
} from "./ast.ts";
import type { Token } from "./token.ts";
import { ParseFailure } from "./_token_cursor.ts";
import { TypeParser } from "./_type_parser.ts";

/** Left and right binding power; the right one is lower for right-associative operators (Lua manual §3.4.8). */
const BINARY_POWERS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["or", [1, 1]],
  ["and", [2, 2]],
  ["<", [3, 3]],
  [">", [3, 3]],
  ["<=", [3, 3]],
  [">=", [3, 3]],
  ["~=", [3, 3]],
  ["==", [3, 3]],
  ["|", [4, 4]],
  ["~", [5, 5]],
  ["&", [6, 6]],
  ["<<", [7, 7]],
  [">>", [7, 7]],
  ["..", [9, 8]],
  ["+", [10, 10]],
  ["-", [10, 10]],
  ["*", [11, 11]],
  ["/", [11, 11]],
  ["//", [11, 11]],
  ["%", [11, 11]],
  ["^", [14, 13]],
]);
const UNARY_POWER = 12;
const UNARY_OPERATORS: ReadonlySet<string> = new Set(["not", "-", "#", "~"]);

/** Parses expressions with binding powers (Pratt). */
export abstract class ExpressionParser extends TypeParser {
  /** True inside of a function that has `...`. */
  #vararg = true;

  /** Parses statements up to one of the tokens that end a block. */
  protected abstract block(): Block;

  protected expression(): Expression {
    return this.nested(() => this.#binary(0));
  }

  protected expressionList(): Expression[] {
    const list = [this.expression()];
    while (this.accept(",")) list.push(this.expression());
    return list;
  }

  #binary(power: number): Expression {
    const { start } = this.token;
    let left = this.#operand();
    for (let length = 0;; length++) {
      const operator = this.token;
      const powers = BINARY_POWERS.get(operator.kind);
      if (powers === undefined || powers[0] <= power) return left;
      this.checkChain(length);
      this.advance();
      const right = this.nested(() => this.#binary(powers[1]));
      const kind = operator.kind as BinaryOperator;
      left = { kind: "Binary", operator: kind, line: operator.start.line, left, right, start, end: this.previousEnd };
    }
  }

  #operand(): Expression {
    const operator = this.token;
    if (!UNARY_OPERATORS.has(operator.kind)) return this.#suffixed();
    this.advance();
    const operand = this.nested(() => this.#binary(UNARY_POWER));
    const kind = operator.kind as UnaryExpression["operator"];
    return { kind: "Unary", operator: kind, operand, start: operator.start, end: this.previousEnd };
  }

  #suffixed(): Expression {
    const expression = this.#simple() ?? this.prefixed();
    return this.#casts(expression);
  }

  /** Reads `as T` and `:: T` after an expression. */
  #casts(expression: Expression): Expression {
    let inner = expression;
    const { start } = expression;
    for (let length = 0; this.#atCast(); length++) {
      this.checkChain(length);
      this.advance();
      inner = { kind: "Cast", inner, type: this.type(), start, end: this.previousEnd };
    }
    return inner;
  }

  /** `::` begins a label when another one follows its name; `as` may be the variable that the next statement begins with. */
  #atCast(): boolean {
    const next = this.peek(1);
    if (this.at("::")) return !(next.kind === "name" && this.peek(2).kind === "::") && this.beginsType(1);
    if (!this.atWord("as") || !this.beginsType(1)) return false;
    const sameLine = this.token.start.line === this.previousEnd.line;
    return next.kind === "name" || (sameLine && next.start.line === this.token.start.line);
  }

  #simple(): Expression | undefined {
    const token = this.token;
    const { start, end } = token;
    switch (token.kind) {
      case "nil":
        this.advance();
        return { kind: "Nil", start, end };
      case "true":
      case "false":
        this.advance();
        return { kind: "Boolean", value: token.kind === "true", start, end };
      case "number":
        this.advance();
        return { kind: "Number", value: token.value, start, end };
      case "string":
        this.advance();
        return { kind: "String", value: token.text, start, end };
      case "...":
        if (!this.#vararg) this.report('Cannot use "..." outside a function that has it as its last parameter', token);
        this.advance();
        return { kind: "Vararg", start, end };
      case "{":
        return this.#table();
      case "function":
        this.advance();
        return this.functionBody(token, []);
    }
  }

  /** A name or parenthesised expression with calls, indices and `!` behind it. */
  protected prefixed(): Expression {
    let expression = this.#primary();
    const { start } = expression;
    for (let length = 0;; length++) {
      this.checkChain(length);
      if (this.accept(".")) {
        const name = this.expectName("the name of a field");
        const key: Expression = { kind: "String", value: name.text, start: name.start, end: name.end };
        expression = { kind: "Index", object: expression, key, start, end: name.end };
      } else if (this.at("[")) {
        const open = this.advance();
        const key = this.expression();
        this.expectClosing("]", open);
        expression = { kind: "Index", object: expression, key, start, end: this.previousEnd };
      } else if (this.accept(":")) {
        const method = this.expectName("the name of a method").text;
        if (!this.#atArguments()) this.fail("the arguments of a method call");
        const args = this.#arguments();
        expression = { kind: "MethodCall", object: expression, method, args, start, end: this.previousEnd };
      } else if (this.#atArguments()) {
        const args = this.#arguments();
        expression = { kind: "Call", callee: expression, args, start, end: this.previousEnd };
      } else if (this.at("!")) {
        this.advance();
        expression = { kind: "NonNil", inner: expression, start, end: this.previousEnd };
      } else return expression;
    }
  }

  #primary(): Expression {
    const token = this.token;
    if (token.kind === "name") {
      this.advance();
      return { kind: "Name", name: token.text, start: token.start, end: token.end };
    }
    if (token.kind !== "(") this.fail("an expression");
    this.advance();
    const inner = this.expression();
    this.expectClosing(")", token);
    return { kind: "Parenthesized", inner, start: token.start, end: this.previousEnd };
  }

  #atArguments(): boolean {
    return this.at("(") || this.at("{") || this.at("string");
  }

  #arguments(): readonly Expression[] {
    const token = this.token;
    if (token.kind === "string") {
      this.advance();
      return [{ kind: "String", value: token.text, start: token.start, end: token.end }];
    }
    if (token.kind === "{") return [this.#table()];
    this.advance();
    const args = this.at(")") ? [] : this.expressionList();
    this.expectClosing(")", token);
    return args;
  }

  #table(): Expression {
    const open = this.advance();
    const items: TableItem[] = [];
    while (!this.at("}")) {
      items.push(this.#tableItem());
      if (!this.accept(",") && !this.accept(";")) break;
    }
    this.expectClosing("}", open);
    return { kind: "Table", items, start: open.start, end: this.previousEnd };
  }

  #tableItem(): TableItem {
    const { start } = this.token;
    let key: Expression | undefined;
    if (this.at("[")) {
      const open = this.advance();
      key = this.expression();
      this.expectClosing("]", open);
      this.expect("=");
    } else if (this.at("name") && this.peek(1).kind === "=") {
      const name = this.advance();
      key = { kind: "String", value: name.text, start: name.start, end: name.end };
      this.advance();
    }
    return { key, value: this.expression(), start, end: this.previousEnd };
  }

  /** Parses a function from its type parameters to its `end`; `leading` are parameters that its text does not name. */
  protected functionBody(keyword: Token, leading: readonly Binding[]): FunctionExpression {
    const signature = this.recovering(() => this.#signature(), {
      generics: [],
      params: [],
      vararg: undefined,
      returns: [],
    });
    const params = [...leading, ...signature.params];
    const outer = this.#vararg;
    this.#vararg = signature.vararg !== undefined;
    try {
      const body = this.nested(() => this.block());
      this.expectClosing("end", keyword);
      return { kind: "Function", ...signature, params, body, start: keyword.start, end: this.previousEnd };
    } finally {
      this.#vararg = outer;
    }
  }

  #signature(): Pick<FunctionExpression, "generics" | "params" | "vararg" | "returns"> {
    const generics = this.generics();
    const open = this.expect("(");
    const params: Binding[] = [];
    let vararg: FunctionExpression["vararg"];
    while (!this.at(")")) {
      if (this.accept("...")) {
        vararg = { type: this.optionalType() };
        break;
      }
      params.push(this.binding("the name of a parameter"));
      if (!this.accept(",")) break;
    }
    this.expectClosing(")", open);
    const returns = this.accept(":") ? this.returnTypes() : undefined;
    return { generics, params, vararg, returns };
  }

  /** Parses what stands before a block. After a fault the block begins on the next line, and `fallback` is used. */
  protected recovering<T>(parse: () => T, fallback: T): T {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof ParseFailure)) throw error;
      const { line } = this.token.start;
      while (this.token.start.line === line && !this.at("end") && !this.at("end of file")) this.advance();
      return fallback;
    }
  }

  /** A declared name with its optional type. */
  protected binding(expected: string): Binding {
    const name = this.expectName(expected);
    const type = this.optionalType();
    return { name: name.text, type, start: name.start, end: this.previousEnd };
  }
}
