import type { FunctionIr, OperationNode } from "./ir.ts";

/** Where results go that nobody wants. */
export const SCRATCH = "r$";

/** Collects generated lines, each with the line of the source that it stands for. */
export class Printer {
  readonly #lines: string[] = [];
  readonly sourceLines: number[] = [];
  /** Those that call a method. */
  readonly methodLines = new Set<number>();

  print(text: string, line = 0, method = false): void {
    if (method) this.methodLines.add(this.#lines.length);
    this.#lines.push(text);
    this.sourceLines.push(line);
  }

  get text(): string {
    return this.#lines.join("\n");
  }
}

/** What makes the wanted value of the result in `target`, once it is known not to be SUSPENDED. */
export function takeResult({ use }: OperationNode, target: string): string {
  if (use === "first") return `if(${target} instanceof Array)${target}=${target}[0];`;
  if (use === "truth") return `${target}=isTrue(first(${target}));`;
  return "";
}

/** An operation: its fast way when the test holds, else its slow way and `after`, which looks at the result. */
export function operationText(node: OperationNode, slow: string, after: string, cached: boolean): string {
  const { fast } = node;
  const way = `${node.target ?? SCRATCH}=${slow};${after}`;
  if (fast === undefined || (fast.cached && !cached)) return way;
  if (fast.text === undefined) return `if(!(${fast.test})){${way}}`;
  return `if(${fast.test}){${fast.text}}else{${way}}`;
}

/** All variables of a function that outlive a stop. */
export function registersOf(fn: FunctionIr): string {
  return ["self", ...fn.upvalues, ...fn.params, ...fn.vararg ? ["va"] : [], ...fn.locals].join();
}

/** What a call of the function adds to `vm.depth`: its frame on the JavaScript stack, in units of 64 bytes. */
export function weightOf(fn: FunctionIr): number {
  return 3 + Math.ceil((fn.params.length + fn.locals.length) / 8);
}
