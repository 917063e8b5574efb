import type {
  Binding,
  Block,
  CallStatement,
  Chunk,
  Expression,
  FunctionStatement,
  IfClause,
  IndexExpression,
  NameExpression,
  Statement,
} from "./ast.ts";
import { ExpressionParser } from "./_expression_parser.ts";
import type { Position } from "./position.ts";
import { describeToken } from "./token.ts";
import { ParseFailure } from "./_token_cursor.ts";

/** Tokens that end a block. */
const BLOCK_ENDS: ReadonlySet<string> = new Set(["end", "else", "elseif", "until", "end of file"]);
/** Tokens at which parsing goes on after a fault, beside those that end a block. */
const STATEMENT_STARTS: ReadonlySet<string> = new Set([
  ";",
  "::",
  "break",
  "do",
  "for",
  "function",
  "goto",
  "if",
  "local",
  "repeat",
  "return",
  "while",
]);

/** Parses statements. After a fault it goes on with the next statement, so that all faults of a text are found. */
export class StatementParser extends ExpressionParser {
  chunk(): Chunk {
    const { start } = this.token;
    const statements: Statement[] = [];
    for (;;) {
      statements.push(...this.block().statements);
      if (this.at("end of file")) break;
      // What a fault left open makes a later "end" look as if it closed nothing.
      if (!this.hasProblems) this.report(`Expected a statement, found ${describeToken(this.token)}`, this.token);
      this.advance();
    }
    return { body: { statements, start, end: this.token.end }, start, end: this.token.end };
  }

  protected override block(): Block {
    const { start } = this.token;
    const statements: Statement[] = [];
    while (!BLOCK_ENDS.has(this.token.kind)) {
      const before = this.token;
      try {
        const statement = this.nested(() => this.#statement());
        if (statement !== undefined) statements.push(statement);
        if (statement?.kind === "Return") this.#checkLast();
      } catch (error) {
        if (!(error instanceof ParseFailure)) throw error;
        if (this.token === before) this.advance();
        this.#skipToStatement();
      }
    }
    return { statements, start, end: this.previousEnd };
  }

  #skipToStatement(): void {
    while (!BLOCK_ENDS.has(this.token.kind) && !STATEMENT_STARTS.has(this.token.kind)) {
      if (this.at("name") && this.token.start.line > this.previousEnd.line) return;
      this.advance();
    }
  }

  #checkLast(): void {
    if (BLOCK_ENDS.has(this.token.kind)) return;
    this.report('"return" must be the last statement of its block', this.token);
  }

  #statement(): Statement | undefined {
    const { kind, start } = this.token;
    switch (kind) {
      case ";":
        this.advance();
        return undefined;
      case "if":
        return this.#if(start);
      case "while":
        return this.#while(start);
      case "do":
        return this.#do(start);
      case "for":
        return this.#for(start);
      case "repeat":
        return this.#repeat(start);
      case "function":
        return this.#function(start);
      case "local":
        return this.#local(start);
      case "::":
        return this.#label(start);
      case "return":
        return this.#return(start);
      case "break":
        this.advance();
        return { kind: "Break", start, end: this.previousEnd };
      case "goto":
        this.advance();
        return { kind: "Goto", label: this.expectName("the name of a label").text, start, end: this.previousEnd };
    }
    if (this.atWord("type") && this.peek(1).kind === "name") return this.#type(start);
    return this.#expressionStatement(start);
  }

  /** Parses a condition and the word behind it. */
  #condition(opener: string): Expression {
    const { start, end } = this.token;
    return this.recovering(() => {
      const condition = this.expression();
      this.expect(opener);
      return condition;
    }, { kind: "Nil", start, end });
  }

  #if(start: Position): Statement {
    const keyword = this.token;
    const clauses: IfClause[] = [];
    do {
      const at = this.advance().start;
      const condition = this.#condition("then");
      clauses.push({ condition, body: this.block(), start: at, end: this.previousEnd });
    } while (this.at("elseif"));
    const otherwise = this.accept("else") ? this.block() : undefined;
    this.expectClosing("end", keyword);
    return { kind: "If", clauses, otherwise, start, end: this.previousEnd };
  }

  #while(start: Position): Statement {
    const keyword = this.advance();
    const condition = this.#condition("do");
    const body = this.block();
    this.expectClosing("end", keyword);
    return { kind: "While", condition, body, start, end: this.previousEnd };
  }

  #do(start: Position): Statement {
    const keyword = this.advance();
    const body = this.block();
    this.expectClosing("end", keyword);
    return { kind: "Do", body, start, end: this.previousEnd };
  }

  #repeat(start: Position): Statement {
    const keyword = this.advance();
    const body = this.block();
    this.expectClosing("until", keyword);
    return { kind: "Repeat", body, condition: this.expression(), start, end: this.previousEnd };
  }

  #for(start: Position): Statement {
    const keyword = this.advance();
    const header = this.recovering(() => this.#forHeader(), { bindings: [], values: [], numeric: false });
    const body = this.block();
    this.expectClosing("end", keyword);
    const end = this.previousEnd;
    const { bindings, values } = header;
    if (!header.numeric) return { kind: "GenericFor", bindings, values, body, start, end };
    const [binding, first, last] = [bindings[0] as Binding, values[0] as Expression, values[1] as Expression];
    return { kind: "NumericFor", binding, first, last, step: values[2], body, start, end };
  }

  #forHeader(): { bindings: Binding[]; values: Expression[]; numeric: boolean } {
    const bindings = [this.binding("the name of a variable")];
    const numeric = this.accept("=");
    if (!numeric) {
      while (this.accept(",")) bindings.push(this.binding("the name of a variable"));
      if (!this.accept("in")) this.fail(bindings.length === 1 ? '"=" or "in"' : '"in"');
    }
    const values = this.expressionList();
    if (numeric && values.length === 1) this.fail('"," and the last value of the loop');
    if (numeric && values.length > 3) {
      this.report("A numeric loop has a first value, a last value and a step", this.token);
    }
    this.expect("do");
    return { bindings, values, numeric };
  }

  #function(start: Position): FunctionStatement {
    const keyword = this.advance();
    const name = this.expectName("the name of a function");
    let target: NameExpression | IndexExpression = { kind: "Name", name: name.text, start: name.start, end: name.end };
    let method = false;
    while (!method && (this.at(".") || this.at(":"))) {
      method = this.advance().kind === ":";
      const field = this.expectName(method ? "the name of a method" : "the name of a field");
      const key: Expression = { kind: "String", value: field.text, start: field.start, end: field.end };
      target = { kind: "Index", object: target, key, start: name.start, end: field.end };
    }
    const self: Binding = { name: "self", type: undefined, start: name.start, end: name.start };
    const fn = this.functionBody(keyword, method ? [self] : []);
    return { kind: "FunctionStatement", target, fn, start, end: this.previousEnd };
  }

  #local(start: Position): Statement {
    this.advance();
    if (this.at("function")) {
      const keyword = this.advance();
      const name = this.expectName("the name of a function");
      const binding: Binding = { name: name.text, type: undefined, start: name.start, end: name.end };
      const fn = this.functionBody(keyword, []);
      return { kind: "LocalFunction", binding, fn, start, end: this.previousEnd };
    }
    const typeStatement = this.atWord("type") && this.peek(1).kind === "name" &&
      this.peek(1).start.line === this.token.start.line;
    if (typeStatement) return this.#type(start);
    const bindings = [this.binding("the name of a variable")];
    while (this.accept(",")) bindings.push(this.binding("the name of a variable"));
    const values = this.accept("=") ? this.expressionList() : [];
    return { kind: "Local", bindings, values, start, end: this.previousEnd };
  }

  #type(start: Position): Statement {
    this.advance();
    const name = this.advance().text;
    const generics = this.generics();
    this.expect("=");
    return { kind: "Type", name, generics, type: this.type(), start, end: this.previousEnd };
  }

  #label(start: Position): Statement {
    const open = this.advance();
    const name = this.expectName("the name of a label").text;
    this.expectClosing("::", open);
    return { kind: "Label", name, start, end: this.previousEnd };
  }

  #return(start: Position): Statement {
    this.advance();
    const values = BLOCK_ENDS.has(this.token.kind) || this.at(";") ? [] : this.expressionList();
    this.accept(";");
    return { kind: "Return", values, start, end: this.previousEnd };
  }

  #expressionStatement(start: Position): Statement {
    if (!this.at("name") && !this.at("(")) this.fail("a statement");
    const first = this.prefixed();
    if (!this.at("=") && !this.at(",")) return this.#callStatement(first, start);
    const targets = [this.#target(first)];
    while (this.accept(",")) targets.push(this.#target(this.prefixed()));
    this.expect("=");
    return { kind: "Assignment", targets, values: this.expressionList(), start, end: this.previousEnd };
  }

  #callStatement(call: Expression, start: Position): CallStatement {
    if (call.kind === "Call" || call.kind === "MethodCall") {
      return { kind: "CallStatement", call, start, end: this.previousEnd };
    }
    return this.fail('"=" or the arguments of a call');
  }

  #target(expression: Expression): NameExpression | IndexExpression {
    if (expression.kind === "Name" || expression.kind === "Index") return expression;
    this.report("Cannot assign to this expression: only variables and fields can be assigned", expression);
    throw new ParseFailure();
  }
}
