import type { FunctionIr, IrNode, LabelsNode, LoopNode } from "./ir.ts";
import { operationText, type Printer, registersOf, SCRATCH, weightOf } from "./printer.ts";
import { MAX_DEPTH } from "../support/vm.ts";

/**
 * Prints functions as structured JavaScript. When an operation stops, the function notes the place, leaves the block `L`,
 * and saves itself behind it.
 */
export class FastPrinter {
  readonly #printer: Printer;
  readonly #fn: FunctionIr;
  readonly #weight: number;
  #stops = false;

  constructor(printer: Printer, fn: FunctionIr) {
    this.#printer = printer;
    this.#fn = fn;
    this.#weight = fn.counted ? weightOf(fn) : 0;
  }

  /** Prints the factory of the function's closures. */
  print(): void {
    const fn = this.#fn;
    const params = [...fn.params, ...fn.vararg ? ["...va"] : []].join();
    this.#stops = fn.counted || hasOperation(fn.body);
    const name = `${isStructured(fn.body) ? "f" : "w"}${fn.id}`;
    this.#line(`const m${fn.id}=(${fn.upvalues.join()})=>{const self=function ${name}(${params}){`, fn.line);
    this.#line(`let ${[`${SCRATCH},pc=0`, ...fn.locals].join()};`);
    if (this.#stops) this.#line("L:{");
    if (fn.counted) this.#entry();
    if (isStructured(fn.body)) this.#nodes(fn.body);
    else this.#callResumable();
    if (this.#stops) this.#save();
    this.#line("};return self;};");
  }

  /** Counts the call. A stop here goes on behind it, so that each call gets on. */
  #entry(): void {
    const test = `(vm.depth+=${this.#weight})>${MAX_DEPTH}||--vm.budget<0`;
    this.#line(`if((${test})&&enter()===S)break L;`, this.#fn.line);
  }

  #save(): void {
    const leave = this.#weight > 0 ? `vm.depth-=${this.#weight};` : "";
    this.#line(`}${leave}vm.captured.push(${this.#frame("pc")});return S;`);
  }

  #frame(place: string | number): string {
    return `new LuaFrame(codes[${this.#fn.id}],${place},[${registersOf(this.#fn)}])`;
  }

  #callResumable(): void {
    const call = `codes[${this.#fn.id}].resume(${this.#frame(ENTERED)},undefined)`;
    this.#line(`${SCRATCH}=${call};vm.depth-=${this.#weight};return ${SCRATCH};`);
  }

  #line(text: string, line = 0, method = false): void {
    this.#printer.print(text, line, method);
  }

  #nodes(nodes: readonly IrNode[]): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: IrNode): void {
    switch (node.kind) {
      case "plain":
        return this.#line(node.text, node.line);
      case "operation":
        return this.#line(operationText(node, `{pc=${node.place};break L;}`), node.line, node.method);
      case "return": {
        const leave = `vm.depth-=${this.#weight};`;
        if (this.#weight === 0) return this.#line(`return ${node.value};`, node.line, node.method);
        return this.#line(`${SCRATCH}=${node.value};${leave}return ${SCRATCH};`, node.line, node.method);
      }
      case "if":
        this.#line(`if(${node.test}){`, node.line);
        this.#nodes(node.then);
        if (node.otherwise.length > 0) {
          this.#line("}else{");
          this.#nodes(node.otherwise);
        }
        return this.#line("}");
      case "loop":
        return this.#loop(node);
      case "break":
        return this.#line(`break o${node.loop};`);
      case "labels":
        return this.#labels(node);
      case "goto":
        return this.#line(`break g${node.label};`);
    }
  }

  #loop({ id, test = "", step = "", body, line }: LoopNode): void {
    this.#line(`o${id}:for(;${test};${step.replace(/;$/, "")}){`, line);
    this.#nodes(body);
    this.#line("}");
  }

  /** Each label stands behind a block that encloses all that may jump to it. */
  #labels({ labels, parts }: LabelsNode): void {
    this.#line(labels.toReversed().map((label) => `g${label}:{`).join(""));
    parts.forEach((part, i) => {
      this.#nodes(part);
      if (i < labels.length) this.#line("}");
    });
  }
}

/** The place behind the entry of a function. */
export const ENTERED = 0;

function hasOperation(nodes: readonly IrNode[]): boolean {
  return nodes.some((node) => node.kind === "operation" || childrenOf(node).some(hasOperation));
}

/** False when a `goto` jumps back: such a function runs in its resumable form, which knows all jumps. */
function isStructured(nodes: readonly IrNode[]): boolean {
  return nodes.every((node) => {
    if (node.kind !== "labels") return childrenOf(node).every(isStructured);
    const jumpsBack = node.parts.some((part, i) => node.labels.slice(0, i).some((label) => jumpsTo(part, label)));
    return !jumpsBack && node.parts.every(isStructured);
  });
}

function jumpsTo(nodes: readonly IrNode[], label: number): boolean {
  return nodes.some((node) =>
    (node.kind === "goto" && node.label === label) || childrenOf(node).some((child) => jumpsTo(child, label))
  );
}

function childrenOf(node: IrNode): readonly (readonly IrNode[])[] {
  if (node.kind === "if") return [node.then, node.otherwise];
  if (node.kind === "loop") return [node.body];
  return node.kind === "labels" ? node.parts : [];
}
