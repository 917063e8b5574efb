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

/** An operation, with `stop` for when it has stopped: its fast way when the test holds, else its slow way. */
export function operationText(node: OperationNode, stop: string): string {
  const { fast, slow } = node;
  if (node.call) return callText(node, stop);
  const stopped = node.target === undefined ? `${slow}===S` : `(${node.target}=${slow})===S`;
  if (fast === undefined) return `if(${stopped})${stop}`;
  if (fast.text === undefined) return `if(!(${fast.test})&&${stopped})${stop}`;
  return `if(${fast.test})${fast.text}else if(${stopped})${stop}`;
}

/** A call; the order of the tests makes the common case, one value, the cheapest. */
function callText({ slow, target, use }: OperationNode, stop: string): string {
  if (target === undefined) return `if(${slow}===S)${stop}`;
  if (use === "all") return `if((${target}=${slow})===S)${stop}`;
  return `${target}=${slow};if(${target} instanceof Array){if(${target}===S)${stop}${target}=${target}[0];}`;
}

/** Takes what is wanted of the result of the call in which the operation stopped. */
export function deliveryText({ target, use }: OperationNode): string {
  if (target === undefined) return "";
  if (use === "all") return `${target}=${SCRATCH};`;
  return use === "truth" ? `${target}=isTrue(first(${SCRATCH}));` : `${target}=first(${SCRATCH});`;
}

/** All variables of a function that outlive a stop. */
export function registersOf(fn: FunctionIr): string[] {
  return ["self", ...fn.upvalues, ...fn.params, ...fn.vararg ? ["va"] : [], ...fn.locals];
}

/** What a call of the function adds to `vm.depth`: its frame on the JavaScript stack, in units of 64 bytes. */
export function weightOf(fn: FunctionIr): number {
  return 3 + Math.ceil((fn.params.length + fn.locals.length) / 8);
}
