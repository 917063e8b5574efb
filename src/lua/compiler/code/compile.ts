import { type ChunkName, LuaSyntaxError } from "../../api/mod.ts";
import type { Chunk, SyntaxProblem, SyntaxTree } from "../../syntax/mod.ts";
import { registerScript, type Script } from "../support/position.ts";
import type { Fn } from "../support/value.ts";
import type { MainFunctionMaker } from "./compiler_chunk.ts";
import { FastPrinter } from "./fast_printer.ts";
import { FunctionCode, type ResumableForm } from "../support/function_code.ts";
import type { ChunkContext } from "./function_builder.ts";
import type { FunctionIr } from "./ir.ts";
import { Printer } from "./printer.ts";
import { type FunctionScope, resolve } from "./resolve.ts";
import { ResumablePrinter } from "./resumable_printer.ts";
import type { TypeValue } from "../types/type_value.ts";
import { generatedNames } from "./generated_names.ts";
import { StatementGenerator } from "./statement_generator.ts";

/** The body of a `new Function` begins on this line. */
const FIRST_LINE = 3;

/** Options of {@linkcode compile}. */
export interface CompileOptions {
  /** The chunk is part of the library: positions and tracebacks leave it out. */
  readonly hidden?: boolean;
}

/** The factories of a chunk's functions. */
type Factories = readonly ((...upvalues: unknown[]) => Fn)[];

/**
 * Generates the code of a chunk.
 *
 * @returns what makes its main function
 * @throws {LuaSyntaxError} when the text is not Lua, or too large
 */
export function compile(tree: SyntaxTree, name: ChunkName, { hidden = false }: CompileOptions = {}): MainFunctionMaker {
  requireSound(tree);
  try {
    return new ChunkCompiler(name, hidden).compile(tree.chunk);
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(error) : error;
  }
}

/** @throws {LuaSyntaxError} when the text is not Lua; with all of its faults */
export function requireSound({ errors }: SyntaxTree): void {
  if (errors.length > 0) throw syntaxError(errors);
}

function syntaxError(problems: readonly SyntaxProblem[]): LuaSyntaxError {
  const of = ({ message, start }: SyntaxProblem, others?: LuaSyntaxError[]) =>
    new LuaSyntaxError(message, start.line, start.column, others);
  const [first, ...rest] = problems;
  return of(first!, rest.map((problem) => of(problem)));
}

/** The parser bounds each kind of nesting; kinds within each other can still exhaust JavaScript's stack. */
function tooLarge({ message }: Error): LuaSyntaxError {
  return new LuaSyntaxError(`Too large to be compiled: ${message}`, 1);
}

class ChunkCompiler {
  readonly #name: ChunkName;
  readonly #hidden: boolean;
  readonly #functions: FunctionCode[] = [];
  readonly #types: TypeValue[] = [];
  /** Kept, so that positions are found as long as the functions live. */
  readonly #scripts: Script[] = [];
  #factories: Factories = [];

  constructor(name: ChunkName, hidden: boolean) {
    this.#name = name;
    this.#hidden = hidden;
  }

  compile(chunk: Chunk): MainFunctionMaker {
    const resolution = resolve(chunk);
    const context: ChunkContext = { resolution, types: this.#types, caches: 0 };
    const printer = new Printer();
    printer.print(`"use strict";${destructure()}`);
    const body = new Printer();
    const irs = resolution.functions.map((scope) => {
      const { node } = scope;
      return new StatementGenerator(context, scope).generate(node?.body ?? chunk.body, node?.params ?? []);
    });
    irs.forEach((ir, i) => {
      this.#functions.push(this.#code(ir, resolution.functions[i] as FunctionScope));
      new FastPrinter(body, ir).print();
    });
    printer.print(cacheVariables(irs.flatMap(({ caches }) => caches)));
    printer.print(body.text);
    printer.print(`return [${irs.map(({ id }) => `m${id}`).join()}];`);
    this.#factories = this.#run(printer.text, body, 2, []) as Factories;
    return (globals) => this.#factories[0]?.(globals) as Fn;
  }

  #code(ir: FunctionIr, scope: FunctionScope): FunctionCode {
    const name = scope.node === undefined ? "main chunk" : scope.name;
    return new FunctionCode(this.#name, name, ir.line, ir.placeLines, this.#hidden, () => this.#resumable(ir));
  }

  #resumable(ir: FunctionIr): ResumableForm {
    const printer = new Printer();
    printer.print(`"use strict";${destructure()}`);
    printer.print([...ir.inner].map((id) => `const m${id}=factories[${id}];`).join("") + cacheVariables(ir.caches));
    new ResumablePrinter(printer, ir).print();
    return this.#run(printer.text, printer, 0, this.#factories) as ResumableForm;
  }

  /**
   * Runs generated code. It sees nothing but the runtime library: all names in it are generated (see resolve.ts).
   *
   * @param lines the printer of its lines, `before` of which stand before those
   */
  #run(text: string, lines: Printer, before: number, factories: Factories): unknown {
    const script: Script = { functions: this.#functions, firstLine: FIRST_LINE + before, lines };
    this.#scripts.push(script);
    const name = registerScript(script);
    return newFunction(`${text}\n//# sourceURL=${name}`)(generatedNames, this.#functions, factories, this.#types);
  }
}

/**
 * Makes a function of generated code.
 *
 * @throws {LuaSyntaxError} when it exceeds what JavaScript allows, such as 65 535 arguments of a call
 */
function newFunction(text: string): (...args: unknown[]) => unknown {
  try {
    return new Function("runtime", "codes", "factories", "types", text) as (...args: unknown[]) => unknown;
  } catch (error) {
    throw error instanceof SyntaxError ? tooLarge(error) : error;
  }
}

function cacheVariables(names: readonly string[]): string {
  return names.length === 0 ? "" : `let ${names.map((name) => `${name}=0`).join()};`;
}

function destructure(): string {
  return `const {${Object.keys(generatedNames).join()}}=runtime;`;
}
