import type {
  AssignmentStatement,
  Binding,
  Block,
  Expression,
  GenericForStatement,
  IfStatement,
  IndexExpression,
  LocalStatement,
  NameExpression,
  NumericForStatement,
  Statement,
} from "../../syntax/mod.ts";
import { describe } from "./describe.ts";
import { ExpressionGenerator } from "./expression_generator.ts";
import { allOf, NIL, stringLiteral, tableTest } from "./function_builder.ts";
import type { FunctionIr, Operand } from "./ir.ts";
import { SCRATCH } from "./printer.ts";
import { isBoxed, type Variable } from "./resolve.ts";

/** The part of a target that is evaluated before the values are. */
interface Part {
  operand: Operand;
  /** The variable that it names: read when the target is stored to, as PUC Lua does. */
  variable?: Variable;
}

/** Where an assignment goes: a variable, or a key of a table. */
type Target = { readonly variable: Variable } | {
  readonly object: Part;
  readonly key: Part;
  /** The key when it is a constant text. */
  readonly field: string | undefined;
  readonly name: string;
};

/** A constant, or a variable that nothing but its own statement writes to. */
const FIXED_REGEXP = /^(?:t\d+|undefined|true|false|\(?-?\d[^()]*\)?|"(?:[^"\\]|\\.)*")$/;

const ONE: Operand = { text: "1", type: "number", bound: 1 };
/** A loop that begins below MAX_COUNT and takes steps of this size never gets beyond it: that takes years. */
const MAX_SMALL_STEP = 16;
const MAX_COUNT = 2 ** 51;

/** Generates the statements of a function. */
export class StatementGenerator extends ExpressionGenerator {
  /** Ids of the open loops, innermost last. */
  readonly #openLoops: number[] = [];
  /** Numbers of the visible labels. */
  readonly #labels: Map<string, number>[] = [];
  /** Labels that stand before the statement being generated: a jump to them makes a loop. */
  readonly #passedLabels = new Set<number>();
  #labelCount = 0;

  generate(body: Block, params: readonly Binding[]): FunctionIr {
    const names = params.map((param) => this.parameter(this.#variable(param)));
    this.#block(body);
    if (body.statements.at(-1)?.kind !== "Return") this.add({ kind: "return", value: "[]", line: this.line });
    return this.finish(names);
  }

  #variable(binding: Binding): Variable {
    const variable = this.context.resolution.variables.get(binding);
    if (variable === undefined) throw new Error(`The variable "${binding.name}" was not resolved`);
    return variable;
  }

  #block({ statements }: Block): void {
    const places = statements.flatMap((statement, i) => statement.kind === "Label" ? [i] : []);
    if (places.length === 0) return this.#statements(statements);
    const numbers = new Map<string, number>();
    for (const place of places) {
      const label = statements[place];
      if (label?.kind === "Label") numbers.set(label.name, ++this.#labelCount);
    }
    const labels = [...numbers.values()];
    this.#labels.push(numbers);
    const parts = [-1, ...places].map((place, i) => {
      const label = labels[i - 1];
      if (label !== undefined) this.#passedLabels.add(label);
      return this.collect(() => this.#statements(statements.slice(place + 1, places[i])));
    });
    this.#labels.pop();
    this.count();
    this.add({ kind: "labels", labels, parts });
  }

  #statements(statements: readonly Statement[]): void {
    for (const statement of statements) {
      this.line = statement.start.line;
      this.scoped(() => this.#statement(statement));
    }
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case "Local":
        return this.#local(statement);
      case "Assignment":
        return this.#assignment(statement);
      case "CallStatement":
        return this.operation({
          slow: this.call(statement.call),
          call: true,
          use: "nothing",
          method: statement.call.kind === "MethodCall",
        });
      case "FunctionStatement": {
        const target = this.#target(statement.target);
        return this.#store(target, this.value(statement.fn));
      }
      case "LocalFunction": {
        const variable = this.#variable(statement.binding);
        if (!isBoxed(variable)) return this.declare(variable, { text: this.closure(statement.fn), type: "function" });
        this.declare(variable, NIL);
        return this.assign(variable, this.closure(statement.fn));
      }
      case "Return":
        return this.#return(statement.values);
      case "If":
        return this.#if(statement, 0);
      case "While":
        return this.#loop(statement.body, statement.condition, true);
      case "Repeat":
        return this.#loop(statement.body, statement.condition, false);
      case "Do":
        return this.#block(statement.body);
      case "NumericFor":
        return this.#numericFor(statement);
      case "GenericFor":
        return this.#genericFor(statement);
      case "Break":
        return this.add({ kind: "break", loop: this.#openLoops.at(-1) ?? 0 });
      case "Goto": {
        const label = this.#labels.findLast((labels) => labels.has(statement.label))?.get(statement.label) ?? 0;
        if (this.#passedLabels.has(label)) this.#tick();
        return this.add({ kind: "goto", label });
      }
    }
  }

  /** Exactly `count` values. */
  #exactly(nodes: readonly Expression[], count: number): Operand[] {
    const results: Operand[] = [];
    for (const [i, node] of nodes.entries()) {
      const all = i === nodes.length - 1 && count > nodes.length ? this.multiple(node) : undefined;
      if (all === undefined) {
        results.push(this.value(node));
        continue;
      }
      const list = this.keep({ text: all, type: "any" });
      for (let rest = 0; i + rest < count; rest++) {
        results.push(this.keep({ text: `${list.text}[${rest}]`, type: "any" }));
      }
    }
    while (results.length < count) results.push(NIL);
    return results.slice(0, count);
  }

  #local({ bindings, values }: LocalStatement): void {
    const operands = this.#exactly(values, bindings.length);
    bindings.forEach((binding, i) => this.declare(this.#variable(binding), operands[i] ?? NIL));
  }

  #target(node: NameExpression | IndexExpression): Target {
    if (node.kind === "Name") {
      const variable = this.variableOf(node);
      if (variable.name === node.name) return { variable };
      const key: Operand = { text: stringLiteral(node.name), type: "string" };
      return { object: this.#variablePart(variable), key: { operand: key }, field: node.name, name: "upvalue '_ENV'" };
    }
    const table = this.named(node.object);
    const index = this.named(node.key, true);
    const object = table === undefined ? { operand: this.object(node.object) } : this.#variablePart(table);
    const key = index === undefined ? { operand: this.value(node.key) } : this.#variablePart(index);
    const name = describe(node.object, this.context.resolution, this.scope);
    return { object, key, field: node.key.kind === "String" ? node.key.value : undefined, name };
  }

  #variablePart(variable: Variable): Part {
    return variable.assigned ? { operand: NIL, variable } : { operand: this.read(variable) };
  }

  /** All expressions of the statement are evaluated before the first store; stores go from right to left. */
  #assignment({ targets, values }: AssignmentStatement): void {
    const places: Target[] = [];
    for (const node of targets) {
      const place = this.#target(node);
      for (const other of places) this.#protect(other, "variable" in place ? place.variable : undefined);
      places.push(place);
    }
    const operands = this.#exactly(values, targets.length);
    const kept = operands.map((operand, i) => i === operands.length - 1 ? operand : this.#fixed(operand));
    for (let i = places.length - 1; i >= 0; i--) this.#store(places[i] as Target, kept[i] ?? NIL);
  }

  /** Keeps what a target has read, or will read, of the variable that a later target of the same statement assigns. */
  #protect(target: Target, assigned: Variable | undefined): void {
    if ("variable" in target) return;
    for (const part of [target.object, target.key]) {
      if (part.variable === undefined) part.operand = this.#fixed(part.operand);
      else if (part.variable === assigned) {
        part.operand = this.keep(this.read(part.variable));
        part.variable = undefined;
      }
    }
  }

  #fixed(operand: Operand): Operand {
    return FIXED_REGEXP.test(operand.text) ? operand : this.keep(operand);
  }

  #partOf({ operand, variable }: Part): Operand {
    return variable === undefined ? operand : this.read(variable);
  }

  #store(target: Target, { text }: Operand): void {
    if ("variable" in target) return this.assign(target.variable, text);
    const { field, name } = target;
    const subject = this.#partOf(target.object);
    const { text: object } = subject;
    const { text: key } = this.#partOf(target.key);
    const table = tableTest(subject);
    const call = `setIndex(${object},${key},${text}${name === "" ? "" : `,${stringLiteral(name)}`})`;
    if (field === undefined) {
      const test = allOf(table, `${object}.metatable===null`) as string;
      const fast = { test, text: `${object}.rawSet(${key},${text});` };
      return this.operation({ fast, slow: call, use: "nothing" });
    }
    const cache = this.newCache();
    const found = `${object}.keys[${cache}]===${key}&&${object}.values[${cache}]!==undefined`;
    const test = allOf(table, found, `${object}.born>=vm.oldest`) as string;
    const fast = { test, text: `${object}.values[${cache}]=${text};` };
    const slow = `(${allOf(table, `(${cache}=${object}.find(${key}))`)},${call})`;
    this.operation({ fast, slow, use: "nothing" });
  }

  #return(values: readonly Expression[]): void {
    const only = values.length === 1 ? values[0] : undefined;
    if (only === undefined) {
      const { single, rest } = this.values(values);
      if (rest !== undefined) single.push(`...${rest}`);
      this.add({ kind: "return", value: `[${single.join()}]`, line: this.line });
    } else if (only.kind === "Call" || only.kind === "MethodCall") {
      const value = this.call(only);
      this.add({ kind: "return", value, method: only.kind === "MethodCall", line: this.line });
    } else {
      const value = only.kind === "Vararg" ? "va.length===1?va[0]:va" : this.value(only).text;
      this.add({ kind: "return", value, line: this.line });
    }
  }

  #if(statement: IfStatement, index: number): void {
    const clause = statement.clauses[index];
    if (clause === undefined) {
      if (statement.otherwise !== undefined) this.#block(statement.otherwise);
      return;
    }
    this.line = clause.start.line;
    this.branch(this.condition(clause.condition), () => this.#block(clause.body), () => this.#if(statement, index + 1));
  }

  /** The look at the budget at the start of each turn of a loop. */
  #tick(): void {
    this.operation({ fast: { test: "--vm.budget>=0" }, slow: "tick()", use: "nothing" });
  }

  /** Builds the body of a loop, `build` being told its id. */
  #loopBody(test: string | undefined, step: string | undefined, build: (id: number) => void): void {
    const { line } = this;
    const id = this.newLoop();
    this.#openLoops.push(id);
    const body = this.collect(() => {
      this.#tick();
      build(id);
    });
    this.#openLoops.pop();
    this.add({ kind: "loop", id, test, step, body, line });
  }

  #loop(body: Block, condition: Expression, conditionFirst: boolean): void {
    this.#loopBody(undefined, undefined, (id) => {
      if (!conditionFirst) this.#block(body);
      this.line = condition.start.line;
      const test = this.condition(condition);
      if (test !== "true" || !conditionFirst) {
        this.branch(conditionFirst ? `!${test}` : test, () => this.add({ kind: "break", loop: id }));
      }
      if (conditionFirst) this.#block(body);
    });
  }

  #numericFor(statement: NumericForStatement): void {
    const { line } = this;
    let first = this.#bound(statement.first, "initial value");
    let last = this.#bound(statement.last, "limit");
    let step = statement.step === undefined ? ONE : this.#bound(statement.step, "step");
    this.line = line;
    const variable = this.#variable(statement.binding);
    const counter = this.hidden();
    const constant = constantOf(step);
    const isSmall = (first.bound ?? Infinity) <= MAX_COUNT && Math.abs(constant) <= MAX_SMALL_STEP;
    if (!isSmall) [first, last, step] = this.#wideBounds(first, last, step);
    this.plain(`${counter}=${first.text};`);
    const up = `${counter}<=${last.text}`;
    const down = `${counter}>=${last.text}`;
    const test = Number.isNaN(constant) ? `(${step.text}>0?${up}:${down})` : constant > 0 ? up : down;
    const bound = Math.max(first.bound ?? Infinity, last.bound ?? MAX_COUNT);
    this.#loopBody(test, `${counter}+=${step.text};`, () => {
      this.declare(
        variable,
        isSmall
          ? { text: counter, type: "number", bound }
          : { text: `(typeof ${counter}==="number"?${counter}:loopValue(${counter}))`, type: "any" },
      );
      this.#block(statement.body);
    });
  }

  /** Makes bigints of the bounds when the loop may get to integers beyond ±2^53. */
  #wideBounds(first: Operand, last: Operand, step: Operand): [Operand, Operand, Operand] {
    const bounds = [first, last, step].map(({ text }) => this.keep({ text, type: "any" })) as [
      Operand,
      Operand,
      Operand,
    ];
    const texts = bounds.map(({ text }) => text);
    const changes = texts.map((text, i) => `${text}=${SCRATCH}[${i}];`).join("");
    this.plain(`if(isWideLoop(${texts})){${SCRATCH}=wideBounds(${texts});${changes}}`);
    return bounds;
  }

  /** A bound of a numeric loop, kept as it was at the start. */
  #bound(node: Expression, what: string): Operand {
    const operand = this.value(node);
    const constant = constantOf(operand);
    if (!Number.isNaN(constant) && constant !== 0) return operand;
    if (operand.type === "number" && what !== "step") return this.keep(operand);
    const type = operand.type === "number" ? "number" : "any";
    return this.keep({ text: `loopNumber(${operand.text},"${what}")`, type, bound: operand.bound });
  }

  /** Goes over tables without calling `next` where the iterator is the library's own; else calls the iterator. */
  #genericFor(statement: GenericForStatement): void {
    const [iterator, subject, control] = this.#exactly(statement.values, 3).map((operand) => this.keep(operand).text);
    const [key, value, place, kind, rest] = Array.from({ length: 5 }, () => this.temporary());
    this.plain(`${place}=0;${kind}=loopKind(${iterator},${subject},${control});${rest}=undefined;`);
    this.#loopBody(undefined, undefined, (id) => {
      const stop = () => this.add({ kind: "break", loop: id });
      const called = () => {
        const callee = `(typeof ${iterator}==="function"?${iterator}:callable(${iterator}))`;
        this.operation({ slow: `${callee}(${subject},${control})`, call: true, target: rest, use: "all" });
        this.plain(
          `if(${rest} instanceof Array){${key}=${rest}[0];${value}=${rest}[1];}else{${key}=${rest};${value}=undefined;}`,
        );
        this.branch(`${key}===undefined`, stop);
        this.plain(`${control}=${key};`);
      };
      const indexed = () => {
        this.plain(
          `${value}=${subject}.array[${place}++];if(${value}===undefined)${value}=${subject}.rawGet(${place});`,
        );
        this.branch(`${value}===undefined`, stop);
        this.plain(`${key}=${place};`);
      };
      const paired = () => {
        this.plain(`${place}=${subject}.nextPlace(${place});`);
        this.branch(`${place}===0`, stop);
        this.plain(`${key}=${subject}.keyAt(${place});${value}=${subject}.valueAt(${place});`);
      };
      this.branch(`${kind}===1`, paired, () => this.branch(`${kind}===2`, indexed, called));
      statement.bindings.forEach((binding, i) => {
        const text = i === 0 ? key : i === 1 ? value : `(${rest} instanceof Array?${rest}[${i}]:undefined)`;
        this.declare(this.#variable(binding), { text: text as string, type: "any" });
      });
      this.#block(statement.body);
    });
  }
}

/** The value of a literal, or of a negated one; else NaN. */
function constantOf({ text, type }: Operand): number {
  return type === "number" ? Number(text.replace(/^\(0-(.*)\)$/, "-$1")) : NaN;
}
