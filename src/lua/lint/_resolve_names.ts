import type {
  Binding,
  Block,
  Chunk,
  Expression,
  FunctionExpression,
  LocalStatement,
  NamedType,
  NameExpression,
  Position,
  Statement,
  TypeNode,
} from "../syntax/mod.ts";
import type { Local, Names, Scope } from "./_names.ts";

/** Finds out what every name of a chunk means (Lua manual §3.5). */
export function resolveNames(chunk: Chunk): Names {
  const resolver = new NameResolver();
  resolver.block(chunk.body);
  return resolver.names;
}

class NameResolver {
  readonly names: Names = {
    locals: [],
    globalReads: [],
    globalWrites: new Set(),
    typeNames: new Set(),
    meaning: new Map(),
    calls: [],
    methodCalls: [],
    blocks: [],
  };
  #scope: Scope = { locals: new Map(), outer: undefined };
  /** How many functions are around the place. */
  #depth = 0;

  block(block: Block, inside: () => void = () => {}): void {
    this.names.blocks.push(block);
    this.#inScope(() => {
      inside();
      for (const statement of block.statements) this.#statement(statement);
    });
  }

  #inScope(work: () => void): void {
    const outer = this.#scope;
    this.#scope = { locals: new Map(), outer };
    work();
    this.#scope = outer;
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case "Local":
        return this.#local(statement);
      case "LocalFunction":
        this.#declare(statement.binding, "function");
        return this.#function(statement.fn);
      case "FunctionStatement":
        this.#target(statement.target);
        return this.#function(statement.fn);
      case "Assignment":
        this.#expressions(statement.values);
        return statement.targets.forEach((target) => this.#target(target));
      case "CallStatement":
        return this.#expression(statement.call);
      case "Return":
        return this.#expressions(statement.values);
      case "Type":
        return this.#inTypeScope(statement.name, statement, statement.type);
      default:
        return this.#control(statement);
    }
  }

  #control(statement: Statement): void {
    switch (statement.kind) {
      case "If":
        for (const { condition, body } of statement.clauses) {
          this.#expression(condition);
          this.block(body);
        }
        if (statement.otherwise) this.block(statement.otherwise);
        return;
      case "While":
        this.#expression(statement.condition);
        return this.block(statement.body);
      case "Repeat":
        return this.#repeat(statement.body, statement.condition);
      case "Do":
        return this.block(statement.body);
      case "NumericFor":
        this.#expressions([statement.first, statement.last]);
        if (statement.step) this.#expression(statement.step);
        return this.block(statement.body, () => this.#declare(statement.binding, "loop"));
      case "GenericFor":
        this.#expressions(statement.values);
        return this.block(statement.body, () => statement.bindings.forEach((one) => this.#declare(one, "loop")));
    }
  }

  /** The condition sees the variables of the body. */
  #repeat(body: Block, condition: Expression): void {
    this.names.blocks.push(body);
    this.#inScope(() => {
      for (const statement of body.statements) this.#statement(statement);
      this.#expression(condition);
    });
  }

  #local({ bindings, values }: LocalStatement): void {
    this.#expressions(values);
    let followers: Local[] = [];
    // From the last one: each knows those behind it.
    for (const [index, binding] of [...bindings.entries()].reverse()) {
      followers = [this.#declare(binding, "local", values[index], followers), ...followers];
    }
  }

  #declare(
    { name, start, type }: Pick<Binding, "name" | "start" | "type">,
    kind: Local["kind"],
    value?: Expression,
    followers: readonly Local[] = [],
  ): Local {
    this.#type(type);
    const local: Local = { name, kind, value, followers, isRead: false, start, end: endOf(name, start) };
    this.#scope.locals.set(name, local);
    this.names.locals.push(local);
    return local;
  }

  #inTypeScope(name: string, { start }: Statement, type: TypeNode): void {
    this.#declare({ name, start, type: undefined }, "type");
    this.#type(type);
  }

  #target(target: Expression): void {
    if (target.kind !== "Name") return this.#expression(target);
    const local = this.#find(target.name);
    if (local) this.names.meaning.set(target, local);
    else this.names.globalWrites.add(target.name);
  }

  #function({ params, returns, generics, body }: FunctionExpression): void {
    this.#depth++;
    this.#type(returns);
    this.#type(generics);
    this.block(body, () => params.forEach((param) => this.#declare(param, "parameter")));
    this.#depth--;
  }

  #expressions(expressions: readonly Expression[]): void {
    for (const expression of expressions) this.#expression(expression);
  }

  #expression(expression: Expression): void {
    switch (expression.kind) {
      case "Name":
        return this.#read(expression);
      case "Function":
        return this.#function(expression);
      case "Index":
        return this.#expressions([expression.object, expression.key]);
      case "Call":
        this.names.calls.push({ call: expression, isAtChunkLevel: this.#depth === 0 });
        return this.#expressions([expression.callee, ...expression.args]);
      case "MethodCall":
        this.names.methodCalls.push({ call: expression, isAtChunkLevel: this.#depth === 0 });
        return this.#expressions([expression.object, ...expression.args]);
      case "Binary":
        return this.#expressions([expression.left, expression.right]);
      case "Unary":
        return this.#expression(expression.operand);
      case "Table":
        for (const { key, value } of expression.items) this.#expressions(key ? [key, value] : [value]);
        return;
      case "Cast":
        this.#type(expression.type);
        return this.#expression(expression.inner);
      case "Parenthesized":
      case "NonNil":
        return this.#expression(expression.inner);
    }
  }

  #read(expression: NameExpression): void {
    const { name, start, end } = expression;
    const local = this.#find(name);
    if (!local) this.names.globalReads.push({ name, scope: this.#scope, start, end });
    else {
      local.isRead = true;
      this.names.meaning.set(expression, local);
    }
  }

  #find(name: string): Local | undefined {
    for (let scope: Scope | undefined = this.#scope; scope; scope = scope.outer) {
      const local = scope.locals.get(name);
      if (local) return local;
    }
  }

  /** `Order` may be a type that nothing here declares; `orders.Order` is a field of a variable. */
  #typeName({ path, start }: NamedType): void {
    const name = path[0]!;
    const local = this.#find(name);
    if (local) local.isRead = true;
    else if (path.length === 1) this.names.typeNames.add(name);
    else this.names.globalReads.push({ name, scope: this.#scope, start, end: endOf(name, start) });
  }

  /** The names in a type, or in anything that holds types: `time.Duration` uses `time`. */
  #type(node: unknown): void {
    if (typeof node !== "object" || node === null) return;
    const { kind, path, expression } = node as { kind?: string; path?: string[]; expression?: Expression };
    if (kind === "TypeofType" && expression) return this.#expression(expression);
    if (kind === "NamedType" && path) this.#typeName(node as NamedType);
    for (const part of Object.values(node)) this.#type(part);
  }
}

function endOf(name: string, { offset, line, column }: Position): Position {
  return { offset: offset + name.length, line, column: column + name.length };
}
