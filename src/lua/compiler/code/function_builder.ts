import type { FunctionIr, IrNode, Operand, OperationNode, StaticType } from "./ir.ts";
import type { TypeValue } from "../types/type_value.ts";
import { type FunctionScope, isBoxed, type Resolution, type Variable } from "./resolve.ts";

/** What the functions of a chunk share while they are generated. */
export interface ChunkContext {
  readonly resolution: Resolution;
  /** The declared types that the code uses as values. */
  readonly types: TypeValue[];
  /** Number of inline caches so far. */
  caches: number;
}

type OperationOptions = Omit<OperationNode, "kind" | "place" | "line">;

export const NIL: Operand = { text: "undefined", type: "nil" };

/** Builds the intermediate representation of one function. */
export class FunctionBuilder {
  protected line: number;
  readonly #locals: string[] = [];
  readonly #placeLines: number[];
  #nodes: IrNode[] = [];
  #temporaries = 0;
  #mostTemporaries = 0;
  #loops = 0;
  #counted = false;
  readonly #caches: string[] = [];
  readonly #inner = new Set<number>();

  constructor(protected readonly context: ChunkContext, protected readonly scope: FunctionScope) {
    this.line = scope.node?.start.line ?? 1;
    this.#placeLines = [this.line];
  }

  protected finish(params: readonly string[]): FunctionIr {
    const { scope } = this;
    const temporaries = Array.from({ length: this.#mostTemporaries }, (_, i) => `t${i}`);
    return {
      id: scope.id,
      upvalues: scope.upvalues.filter((variable) => !this.#isSelf(variable)).map((variable) => variable.text),
      params,
      vararg: scope.node === undefined || scope.node.vararg !== undefined,
      locals: [...this.#locals, ...temporaries],
      body: this.#nodes,
      placeLines: this.#placeLines,
      line: scope.node?.start.line ?? 0,
      counted: this.#counted,
      caches: this.#caches,
      inner: this.#inner,
    };
  }

  /** A variable for a value in between; free again at the end of the statement. */
  protected temporary(): string {
    const name = `t${this.#temporaries++}`;
    this.#mostTemporaries = Math.max(this.#mostTemporaries, this.#temporaries);
    return name;
  }

  /** Runs `build`, then frees the temporaries that it took. */
  protected scoped(build: () => void): void {
    const before = this.#temporaries;
    build();
    this.#temporaries = before;
  }

  /** Marks a function that must be counted when it is entered. */
  protected count(): void {
    this.#counted = true;
  }

  /** Marks a function whose closures this one makes. */
  protected makes(id: number): void {
    this.#inner.add(id);
  }

  protected newLoop(): number {
    this.count();
    return ++this.#loops;
  }

  /** Builds nodes apart from the current ones. */
  protected collect(build: () => void): IrNode[] {
    const outer = this.#nodes;
    const nodes: IrNode[] = [];
    this.#nodes = nodes;
    build();
    this.#nodes = outer;
    return nodes;
  }

  protected add(node: IrNode): void {
    this.#nodes.push(node);
  }

  protected plain(text: string): void {
    this.add({ kind: "plain", text, line: this.line });
  }

  protected operation(options: OperationOptions): void {
    const place = this.#placeLines.push(this.line) - 1;
    this.add({ kind: "operation", ...options, place, line: this.line });
  }

  /** Does an operation that gives one value. */
  protected valueOperation(options: Omit<OperationOptions, "target" | "use">, target = this.temporary()): Operand {
    this.operation({ ...options, target, use: "first" });
    return { text: target, type: "any" };
  }

  protected branch(test: string, then: () => void, otherwise: () => void = () => {}): void {
    const { line } = this;
    this.add({ kind: "if", test, then: this.collect(then), otherwise: this.collect(otherwise), line });
  }

  /** Puts an operand into a variable, so that its text can be used often. */
  protected keep(operand: Operand): Operand {
    const target = this.temporary();
    this.plain(`${target}=${operand.text};`);
    return { ...operand, text: target };
  }

  protected newCache(): string {
    return this.#caches[this.#caches.push(`c${this.context.caches++}`) - 1] as string;
  }

  /** The function's own closure needs no variable. */
  #isSelf(variable: Variable): boolean {
    return this.scope.self === variable && !isBoxed(variable);
  }

  /** Where a variable's value, or its box, is found in this function. */
  protected holder(variable: Variable): string {
    return this.#isSelf(variable) ? "self" : variable.text;
  }

  protected read(variable: Variable): Operand {
    if (isBoxed(variable)) return this.keep({ text: `${variable.text}.v`, type: "any" });
    const { type, bound, float } = variable;
    return { text: this.holder(variable), type, bound, float };
  }

  protected assign(variable: Variable, value: string): void {
    const { text } = variable;
    if (this.scope.upvalues.includes(variable)) this.plain(`if(${text}.b<vm.oldest)refuse();`);
    this.plain(`${text}${isBoxed(variable) ? ".v" : ""}=${value};`);
  }

  /** Begins the life of a local variable. */
  protected declare(variable: Variable, { text, type, bound, float }: Operand): void {
    this.#locals.push(variable.text);
    if (!variable.assigned) Object.assign(variable, { type, bound, float });
    this.plain(isBoxed(variable) ? `${variable.text}={v:${text},b:vm.epoch};` : `${variable.text}=${text};`);
  }

  /** A parameter; a boxed one comes in under another name. */
  protected parameter(variable: Variable): string {
    if (!isBoxed(variable)) return variable.text;
    const name = `p$${variable.text}`;
    this.#locals.push(variable.text);
    this.plain(`${variable.text}={v:${name},b:vm.epoch};`);
    return name;
  }

  /** A new JavaScript variable beside those of the source. */
  protected hidden(): string {
    const name = `h${this.#locals.length}`;
    this.#locals.push(name);
    return name;
  }
}

/** The JavaScript literal of a byte string. */
export function stringLiteral(text: string): string {
  return JSON.stringify(text);
}

/** The JavaScript test that an operand is of a type; undefined when that is known. */
export function typeTest({ text, type }: Operand, wanted: StaticType): string | undefined {
  return type === wanted ? undefined : `typeof ${text}==="${wanted}"`;
}

/** The JavaScript test that an operand is a table; undefined when that is known. */
export function tableTest({ text, type }: Operand): string | undefined {
  return type === "table" ? undefined : `${text} instanceof Table`;
}

/** The conjunction of tests; undefined when all are known to hold. */
export function allOf(...tests: (string | undefined)[]): string | undefined {
  const open = tests.filter((test) => test !== undefined);
  return open.length === 0 ? undefined : open.join("&&");
}
