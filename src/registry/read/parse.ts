import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar as ScalarNode,
  type YAMLMap,
} from "yaml";
import { type DiagnosticCode, type Note, quote, type SourceRange } from "../../diagnostics/mod.ts";
import { parseDocument, TooComplex } from "./parse_document.ts";
import { SourceText } from "./source_text.ts";
import { asList, asMap, type Scalar, type Tree, type TreeMap } from "../tree.ts";

const MAX_DEPTH = 100;
/** Values of one file, counting what aliases repeat. */
const MAX_VALUES = 200_000;
/** Faults of syntax reported for one file. */
const MAX_FAULTS = 5;
const BARE_PLACEHOLDER = 'Text with a placeholder needs quotes inside of { } and [ ]: "${env:NAME}"';
const TOO_DEEP = `Values are nested more than ${MAX_DEPTH} levels deep`;

/** A fault found while parsing; reported only when the file turns out to hold entries. */
export interface ParseFault {
  readonly range: SourceRange;
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly severity: "error" | "warning";
  readonly notes?: readonly Note[];
}

/** A YAML or JSON file as a tree of values with places. */
export interface ParsedFile {
  readonly file: string;
  readonly text: string;
  /** The value of the file; undefined when the file is empty or broken. */
  readonly root?: Tree;
  /** Whether the tree can be trusted: no fault of syntax or size. */
  readonly intact: boolean;
  readonly faults: readonly ParseFault[];
}

/**
 * Parses a file of YAML 1.2 (JSON is a part of it), with merge keys. Never throws, whatever the text.
 *
 * @param file absolute path, for the places of values
 * @param text what the file holds
 * @returns the tree, and the faults of syntax and size
 */
export function parse(file: string, text: string): ParsedFile {
  const source = new SourceText(file, text.replace(/^\uFEFF/, ""));
  const faults: ParseFault[] = [];
  let root: Tree | undefined;
  let intact = false;
  try {
    const document = parseDocument(source, MAX_DEPTH, TOO_DEEP);
    faults.push(...syntaxFaults(document, source));
    if (document.errors.length === 0) {
      root = document.contents ? new TreeBuilder(source, faults).build(document.contents) : undefined;
      intact = true;
    }
  } catch (error) {
    if (error instanceof TooComplex || error instanceof RangeError) { // RangeError: the parser's stack overflows
      const range = error instanceof TooComplex ? error.range : source.range(0, 1);
      const message = error instanceof TooComplex ? error.message : TOO_DEEP;
      faults.push({ range, code: "yaml-too-complex", message, severity: "error" });
    } else if (!(error instanceof Broken)) throw error;
  }
  return { file, text: source.text, faults, intact, ...(root && { root }) };
}

/** A first fault of syntax makes the parser stumble over what follows: a few are enough. */
function syntaxFaults({ errors, warnings }: Document.Parsed, source: SourceText): ParseFault[] {
  const overflow = errors.find((error) => error.message.includes("call stack"));
  if (overflow) throw new TooComplex(source.range(...overflow.pos), TOO_DEEP);
  const faultOf =
    (severity: "error" | "warning") => ({ message, pos }: { message: string; pos: [number, number] }) => ({
      range: source.range(...pos),
      code: "yaml-syntax" as const,
      message: message.replace(/\.$/, ""),
      severity,
      ...source.text.startsWith("${", pos[0] - 1) && { notes: [{ text: BARE_PLACEHOLDER }] },
    });
  return [
    ...errors.slice(0, MAX_FAULTS).map(faultOf("error")),
    ...warnings.slice(0, MAX_FAULTS).map(faultOf("warning")),
  ];
}

/** The tree cannot be built; the fault is recorded already. */
class Broken extends Error {}

/** Turns the nodes of npm yaml into a {@linkcode Tree}, in the order of the document. */
class TreeBuilder {
  #source: SourceText;
  #faults: ParseFault[];
  #anchors = new Map<string, { tree: Tree; size: number }>();
  #values = 0;

  constructor(source: SourceText, faults: ParseFault[]) {
    this.#source = source;
    this.#faults = faults;
  }

  build(node: Node, key?: SourceRange, depth = 0): Tree {
    const range = this.#rangeOf(node, key);
    const before = this.#values;
    this.#spend(1, range);
    if (depth > MAX_DEPTH) throw new TooComplex(range, TOO_DEEP);
    const keyed = key && { key };
    if (isAlias(node)) return { range, ...keyed, content: this.#aliased(node.source, range).content };
    const tree = { range, ...keyed, content: this.#contentOf(node, depth) };
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor) this.#anchors.set(anchor, { tree, size: this.#values - before });
    return tree;
  }

  #contentOf(node: Node, depth: number): Tree["content"] {
    if (isMap(node)) return this.#mapOf(node, depth);
    if (isSeq(node)) return node.items.map((item) => this.build(item as Node, undefined, depth + 1));
    return isScalar(node) ? scalarOf(octalOf(node) ?? node.value) : null;
  }

  #mapOf(node: YAMLMap, depth: number): TreeMap {
    const map = new Map<string, Tree>();
    const merged: Tree[] = [];
    for (const { key: keyNode, value } of node.items as Pair<Node, Node | null>[]) {
      const name = this.#keyOf(keyNode, node);
      const keyRange = this.#rangeOf(keyNode ?? node);
      const tree = value ? this.build(value, keyRange, depth + 1) : { range: keyRange, key: keyRange, content: null };
      const earlier = map.get(name);
      if (name === "<<" && isScalar(keyNode) && keyNode.type === "PLAIN") merged.push(...asList(tree) ?? [tree]);
      else if (earlier) this.#reportDuplicate(name, keyRange, earlier.key!);
      else map.set(name, tree);
    }
    for (const tree of merged) this.#merge(map, tree);
    return map;
  }

  #merge(map: Map<string, Tree>, from: Tree): void {
    const source = asMap(from);
    if (!source) return this.#fail(from.range, 'A merge key "<<" takes a map or a list of maps');
    this.#spend(source.size, from.range);
    for (const [key, tree] of source) if (!map.has(key)) map.set(key, tree);
  }

  #keyOf(node: Node | null, map: Node): string {
    const content = isAlias(node) ? this.#aliased(node.source, this.#rangeOf(node)).content : undefined;
    const value = content ?? (isScalar(node) ? scalarOf(node.value) : undefined);
    if (typeof value !== "object" && value !== undefined) return String(value);
    if (value === null) return "null";
    return this.#fail(this.#rangeOf(node ?? map), "A key must be text");
  }

  #aliased(name: string, range: SourceRange): Tree {
    const anchored = this.#anchors.get(name);
    if (!anchored) return this.#fail(range, `Alias ${quote(name)} has no anchor before it`);
    this.#spend(anchored.size, range);
    return anchored.tree;
  }

  #reportDuplicate(name: string, range: SourceRange, earlier: SourceRange): void {
    const notes = [{ text: "The key stands here first", range: earlier }];
    this.#faults.push({
      range,
      code: "duplicate-key",
      message: `Duplicate key ${quote(name)}`,
      severity: "error",
      notes,
    });
  }

  #fail(range: SourceRange, message: string): never {
    this.#faults.push({ range, code: "yaml-syntax", message, severity: "error" });
    throw new Broken();
  }

  #spend(values: number, range: SourceRange): void {
    this.#values += values;
    if (this.#values > MAX_VALUES) throw new TooComplex(range, `The file holds more than ${MAX_VALUES} values`);
  }

  /** An empty value has no extent of its own: its key stands for it. */
  #rangeOf(node: Node, key?: SourceRange): SourceRange {
    const [start, end] = node.range ?? [0, 0];
    return start === end && key ? key : this.#source.range(start, end);
  }
}

/** A plain number with a leading zero is octal, as YAML 1.1 has it: file modes are written so. */
function octalOf({ value, source = "" }: ScalarNode): number | undefined {
  return typeof value !== "string" && /^0[0-7]+$/.test(source) ? parseInt(source, 8) : undefined;
}

function scalarOf(value: unknown): Scalar {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  return value === null || ["string", "number", "boolean"].includes(typeof value) ? value as Scalar : String(value);
}
