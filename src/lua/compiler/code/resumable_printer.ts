import type { FunctionIr, IrNode, LoopNode, OperationNode } from "./ir.ts";
import { ENTERED } from "./fast_printer.ts";
import { deliveryText, operationText, type Printer, registersOf, SCRATCH } from "./printer.ts";

/**
 * Prints functions as state machines: `for(;;)switch(pc){…}`, where each place at which the function can stop is a case,
 * and so is each target of a jump. It is entered through `vm.depth` by nobody: a frame that is resumed runs at the bottom
 * of the JavaScript stack.
 */
export class ResumablePrinter {
  readonly #printer: Printer;
  readonly #fn: FunctionIr;
  /** Cases that are no places come after them. */
  #cases: number;
  readonly #operations: OperationNode[] = [];
  readonly #breaks = new Map<number, number>();
  readonly #labels = new Map<number, number>();
  readonly #body: [text: string, line: number, method: boolean][] = [];

  constructor(printer: Printer, fn: FunctionIr) {
    this.#printer = printer;
    this.#fn = fn;
    this.#cases = fn.placeLines.length;
  }

  print(): void {
    const { id, body, line } = this.#fn;
    this.#nodes(body);
    const print = this.#printer.print.bind(this.#printer);
    const registers = registersOf(this.#fn);
    const restore = registers.map((register, i) => `,${register}=saved[${i}]`).join("");
    // The parentheses make V8 compile the function at once: it is about to run.
    print(`return (function s${id}(frame,${SCRATCH}){let saved=frame.registers,pc=frame.place${restore};`, line);
    print(`switch(pc){${this.#deliveries()}}`);
    print(`L:for(;;)switch(pc){case ${ENTERED}:`);
    for (const line of this.#body) print(...line);
    print(`}frame.place=pc;frame.registers=[${registers}];vm.captured.push(frame);return S;})`);
  }

  /** What takes over the result, for the places that it is for. */
  #deliveries(): string {
    const byText = Map.groupBy(this.#operations, deliveryText);
    byText.delete("");
    return [...byText].map(([text, nodes]) => `${nodes.map(({ place }) => `case ${place}:`).join("")}${text}break;`)
      .join("");
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
    this.#operations.push(node);
    this.#line(operationText(node, `{pc=${node.place};break L;}`), node.line, node.method);
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
