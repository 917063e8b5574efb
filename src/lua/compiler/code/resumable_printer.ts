import type { FunctionIr, IrNode, LoopNode, OperationNode } from "./ir.ts";
import { ENTERED } from "./fast_printer.ts";
import { operationText, type Printer, registersOf, SCRATCH, takeResult } from "./printer.ts";

/**
 * Prints functions as state machines: `for(;;)switch(pc){…}`, where each place at which the function can stop is a case,
 * and so is each target of a jump. It has no inline caches, and it is entered through `vm.depth` by nobody: a frame that
 * is resumed runs at the bottom of the JavaScript stack.
 */
export class ResumablePrinter {
  readonly #printer: Printer;
  readonly #fn: FunctionIr;
  /** Cases that are no places come after them. */
  #cases: number;
  readonly #save: string;
  /** What takes over the result for each place. */
  readonly #deliveries: string[] = [];
  readonly #breaks = new Map<number, number>();
  readonly #labels = new Map<number, number>();
  readonly #body: [text: string, line: number, method: boolean][] = [];

  constructor(printer: Printer, fn: FunctionIr) {
    this.#printer = printer;
    this.#fn = fn;
    this.#cases = fn.placeLines.length;
    this.#save = `frame.place=pc;frame.registers=[${registersOf(fn)}];vm.captured.push(frame);return S;`;
  }

  print(): void {
    const { id, body, line } = this.#fn;
    this.#nodes(body);
    const { print } = { print: this.#printer.print.bind(this.#printer) };
    print(
      `return function s${id}(frame,${SCRATCH}){let pc=frame.place,[${registersOf(this.#fn)}]=frame.registers;`,
      line,
    );
    print(`switch(pc){${this.#deliveries.join("")}}`);
    print(`for(;;)switch(pc){case ${ENTERED}:`);
    for (const line of this.#body) print(...line);
    print("}}");
  }

  #line(text: string, line = 0, method = false): void {
    this.#body.push([text, line, method]);
  }

  #jump(to: number): string {
    return `pc=${to};continue;`;
  }

  #nodes(nodes: readonly IrNode[]): void {
    for (const node of nodes) this.#node(node);
  }

  #node(node: IrNode): void {
    switch (node.kind) {
      case "plain":
        return this.#line(node.text, node.line);
      case "operation":
        return this.#operation(node);
      case "return":
        return this.#line(`return ${node.value};`, node.line, node.method);
      case "if": {
        const otherwise = this.#cases++;
        const end = node.otherwise.length > 0 ? this.#cases++ : otherwise;
        this.#line(`if(!(${node.test})){${this.#jump(otherwise)}}`, node.line);
        this.#nodes(node.then);
        if (end !== otherwise) {
          this.#line(`${this.#jump(end)}case ${otherwise}:`);
          this.#nodes(node.otherwise);
        }
        return this.#line(`case ${end}:`);
      }
      case "loop":
        return this.#loop(node);
      case "break":
        return this.#line(this.#jump(this.#breaks.get(node.loop) ?? 0));
      case "goto":
        return this.#line(this.#jump(this.#labels.get(node.label) ?? 0));
      case "labels":
        for (const label of node.labels) this.#labels.set(label, this.#cases++);
        return node.parts.forEach((part, i) => {
          this.#nodes(part);
          const label = node.labels[i];
          if (label !== undefined) this.#line(`case ${this.#labels.get(label)}:`);
        });
    }
  }

  #operation(node: OperationNode): void {
    const target = node.target ?? SCRATCH;
    const take = takeResult(node, target);
    const receive = node.target === undefined ? "" : `${node.target}=${SCRATCH};`;
    this.#deliveries.push(`case ${node.place}:${receive}${take}break;`);
    const check = `if(${target}===S){pc=${node.place};${this.#save}}${take}`;
    this.#line(operationText(node, node.uncached ?? node.slow, check, false), node.line, node.method);
    this.#line(`case ${node.place}:`);
  }

  #loop({ id, test, step, body, line }: LoopNode): void {
    const top = this.#cases++;
    const end = this.#cases++;
    this.#breaks.set(id, end);
    this.#line(`case ${top}:${test === undefined ? "" : `if(!(${test})){${this.#jump(end)}}`}`, line);
    this.#nodes(body);
    this.#line(`${step ?? ""}${this.#jump(top)}case ${end}:`);
  }
}
