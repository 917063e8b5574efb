import type {
  Binding,
  Block,
  Chunk,
  Expression,
  FunctionExpression,
  NameExpression,
  Statement,
  TypeStatement,
} from "../../syntax/mod.ts";
import { outsideTypes, pathOf, reachableTypes } from "../types/outside_type.ts";
import { type OutsideType, type ScopedType, TypeScope } from "../types/type_scope.ts";
import type { StaticType } from "./ir.ts";

/** A local variable, or the table of globals, which is the variable `_ENV` around the chunk (Lua manual §2.2). */
export interface Variable {
  readonly name: string;
  /** Its name in JavaScript. */
  readonly text: string;
  readonly owner: FunctionScope;
  /** Used by an inner function. */
  captured: boolean;
  /** Assigned after its declaration. */
  assigned: boolean;
  /** What is known of its value when it is never assigned. */
  type: StaticType;
  bound?: number;
  float?: boolean;
}

/** A function and the variables of outer functions that it uses. */
export interface FunctionScope {
  readonly id: number;
  readonly node: FunctionExpression | undefined;
  readonly parent: FunctionScope | undefined;
  readonly name: string | undefined;
  readonly upvalues: Variable[];
  /** The local variable of a `local function`. */
  self: Variable | undefined;
  /** It divides, raises to powers or has fractions: products of its variables are likely floats. */
  usesFloats: boolean;
}

/** Which variable each name means. */
export interface Resolution {
  /** Outer functions before inner ones; the first is the main function. */
  readonly functions: FunctionScope[];
  readonly variables: Map<NameExpression | Binding, Variable>;
  readonly scopes: Map<FunctionExpression, FunctionScope>;
  /** The names that mean a declared type. */
  readonly types: Map<NameExpression, UsedType>;
  readonly environment: Variable;
}

/** A declared type that an expression means. */
export interface UsedType {
  readonly scoped: ScopedType;
  /** The parts that only a run tells, with the variables that their paths begin with. */
  readonly outside: ReadonlyMap<OutsideType, NameExpression>;
}

/** A captured variable that is assigned lives in a box, `{v: value, b: epoch}` (see `vm.epoch`), which closures share. */
export function isBoxed(variable: Variable): boolean {
  return variable.captured && variable.assigned;
}

/** Finds the variable of every name of a chunk. */
export function resolve(chunk: Chunk): Resolution {
  return new Resolver().run(chunk);
}

class Resolver {
  readonly #functions: FunctionScope[] = [];
  readonly #variables = new Map<NameExpression | Binding, Variable>();
  readonly #scopes = new Map<FunctionExpression, FunctionScope>();
  readonly #types = new Map<NameExpression, UsedType>();
  /** The variables that the paths of outside types begin with. */
  readonly #roots = new Map<OutsideType, NameExpression>();
  /** Names of the open blocks, innermost last. */
  readonly #blocks: Map<string, Variable>[] = [];
  #typeScope = new TypeScope();
  #count = 0;
  #function!: FunctionScope;

  run(chunk: Chunk): Resolution {
    this.#function = {
      id: -1,
      node: undefined,
      parent: undefined,
      name: undefined,
      upvalues: [],
      self: undefined,
      usesFloats: false,
    };
    this.#blocks.push(new Map());
    const environment = this.#declare("_ENV");
    this.#function = this.#scope(undefined, "main chunk");
    this.#use(environment);
    this.#block(chunk.body);
    if (!environment.assigned) environment.type = "table";
    return {
      functions: this.#functions,
      variables: this.#variables,
      scopes: this.#scopes,
      types: this.#types,
      environment,
    };
  }

  #scope(node: FunctionExpression | undefined, name: string | undefined): FunctionScope {
    const parent = this.#function;
    const scope: FunctionScope = {
      id: this.#functions.length,
      node,
      parent,
      name,
      upvalues: [],
      self: undefined,
      usesFloats: false,
    };
    this.#functions.push(scope);
    return scope;
  }

  #declare(name: string, binding?: Binding): Variable {
    const text = `${name}$${this.#count++}`;
    const variable: Variable = { name, text, owner: this.#function, captured: false, assigned: false, type: "any" };
    this.#blocks.at(-1)?.set(name, variable);
    if (binding !== undefined) this.#variables.set(binding, variable);
    return variable;
  }

  /** Notes that the current function uses a variable; the functions between it and the owner hand it down. */
  #use(variable: Variable): void {
    let scope: FunctionScope | undefined = this.#function;
    while (scope !== undefined && scope !== variable.owner) {
      variable.captured = true;
      if (scope.upvalues.includes(variable)) return;
      scope.upvalues.push(variable);
      scope = scope.parent;
    }
  }

  #find(name: string): Variable | undefined {
    for (let i = this.#blocks.length - 1; i >= 0; i--) {
      const variable = this.#blocks[i]?.get(name);
      if (variable !== undefined) return variable;
    }
    return undefined;
  }

  #name(node: NameExpression, assigned: boolean): void {
    const local = this.#find(node.name);
    const type = local === undefined && !assigned ? this.#typeScope.find(node.name) : undefined;
    if (type !== undefined) return this.#useType(node, type);
    const variable = local ?? this.#find("_ENV");
    if (variable === undefined) return;
    this.#use(variable);
    this.#variables.set(node, variable);
    if (assigned && variable.name === node.name) variable.assigned = true;
  }

  #declareType(statement: TypeStatement): void {
    this.#typeScope.declare(statement);
    for (const node of outsideTypes(statement.type)) {
      const [name] = pathOf(node) as readonly [string];
      const root: NameExpression = { kind: "Name", name, start: node.start, end: node.end };
      this.#roots.set(node, root);
      this.#variables.set(root, this.#find(name) ?? this.#find("_ENV") as Variable);
    }
  }

  #useType(node: NameExpression, scoped: ScopedType): void {
    const outside = new Map<OutsideType, NameExpression>();
    for (const part of reachableTypes(scoped)) {
      const root = this.#roots.get(part);
      if (root === undefined) continue;
      outside.set(part, root);
      this.#use(this.#variables.get(root) as Variable);
    }
    this.#types.set(node, { scoped, outside });
  }

  #block(block: Block, before: () => void = () => {}, after: () => void = () => {}): void {
    const outerTypes = this.#typeScope;
    this.#typeScope = new TypeScope(outerTypes);
    this.#blocks.push(new Map());
    before();
    for (const statement of block.statements) this.#statement(statement);
    after();
    this.#blocks.pop();
    this.#typeScope = outerTypes;
  }

  #functionBody(node: FunctionExpression, name: string | undefined, self?: Variable): void {
    const outer = this.#function;
    const scope = this.#scope(node, name);
    scope.self = self;
    this.#scopes.set(node, scope);
    this.#function = scope;
    this.#block(node.body, () => {
      for (const param of node.params) this.#declare(param.name, param);
    });
    this.#function = outer;
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case "Local":
        this.#values(statement.values, statement.bindings.map((binding) => binding.name));
        for (const binding of statement.bindings) this.#declare(binding.name, binding);
        return;
      case "Assignment":
        this.#values(statement.values, statement.targets.map(nameOf));
        for (const target of statement.targets) this.#target(target);
        return;
      case "LocalFunction":
        return this.#functionBody(
          statement.fn,
          statement.binding.name,
          this.#declare(statement.binding.name, statement.binding),
        );
      case "FunctionStatement":
        this.#target(statement.target);
        return this.#functionBody(statement.fn, nameOf(statement.target));
      case "CallStatement":
        return this.#expression(statement.call);
      case "Return":
        return this.#values(statement.values, []);
      case "If":
        for (const clause of statement.clauses) {
          this.#expression(clause.condition);
          this.#block(clause.body);
        }
        if (statement.otherwise !== undefined) this.#block(statement.otherwise);
        return;
      case "Do":
        return this.#block(statement.body);
      case "Type":
        return this.#declareType(statement);
      default:
        this.#loop(statement);
    }
  }

  #loop(statement: Statement): void {
    switch (statement.kind) {
      case "While":
        this.#expression(statement.condition);
        return this.#block(statement.body);
      case "Repeat":
        return this.#block(statement.body, undefined, () => this.#expression(statement.condition));
      case "NumericFor":
        for (const value of [statement.first, statement.last, statement.step]) {
          if (value !== undefined) this.#expression(value);
        }
        return this.#block(statement.body, () => void this.#declare(statement.binding.name, statement.binding));
      case "GenericFor":
        this.#values(statement.values, []);
        return this.#block(statement.body, () => {
          for (const binding of statement.bindings) this.#declare(binding.name, binding);
        });
    }
  }

  #target(target: Expression): void {
    if (target.kind === "Name") this.#name(target, true);
    else this.#expression(target);
  }

  /** @param names what the values are assigned to, which names the functions among them */
  #values(values: readonly Expression[], names: readonly (string | undefined)[]): void {
    values.forEach((value, i) => this.#expression(value, names[i]));
  }

  #expression(node: Expression, name?: string): void {
    switch (node.kind) {
      case "Name":
        return this.#name(node, false);
      case "Function":
        return this.#functionBody(node, name);
      case "Index":
        this.#expression(node.object);
        return this.#expression(node.key);
      case "Call":
        this.#expression(node.callee);
        return this.#values(node.args, []);
      case "MethodCall":
        this.#expression(node.object);
        return this.#values(node.args, []);
      case "Number":
        if (!Number.isInteger(node.value) && typeof node.value === "number") this.#function.usesFloats = true;
        return;
      case "Binary":
        if (node.operator === "/" || node.operator === "^") this.#function.usesFloats = true;
        this.#expression(node.left);
        return this.#expression(node.right);
      case "Unary":
        return this.#expression(node.operand);
      case "Table":
        for (const { key, value } of node.items) {
          if (key !== undefined) this.#expression(key);
          this.#expression(value, key?.kind === "String" ? key.value : undefined);
        }
        return;
      case "Parenthesized":
      case "Cast":
      case "NonNil":
        return this.#expression(node.inner, name);
    }
  }
}

/** The last part of `a.b.c`. */
function nameOf(target: Expression): string | undefined {
  if (target.kind === "Name") return target.name;
  return target.kind === "Index" && target.key.kind === "String" ? target.key.value : undefined;
}
