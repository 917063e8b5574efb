import { createRequire } from "node:module";
import {
  AppError,
  bytesToByteString,
  type ByteString,
  type Data,
  fromByteString,
  isByteString,
  MAX_DATA_DEPTH,
  MAX_DATA_VALUES,
  text,
  toByteString,
} from "../../base/mod.ts";

const require = createRequire(import.meta.url);
const load = () => require("yaml") as typeof import("yaml");

/** As Go's YAML writes it. */
const INDENT = 4;
/** Characters of a text whose nesting, however deep, takes no time worth a look. */
const HARMLESS_LENGTH = 4096;

/** Writes data as YAML 1.2, with quotes around text that YAML 1.1 would read as something else; keys keep their order. */
export function encodeYaml(data: Data): string {
  return load().stringify(plain(data), {
    indent: INDENT,
    lineWidth: 0,
    aliasDuplicateObjects: false,
    compat: "yaml-1.1",
  });
}

function plain(data: Data): unknown {
  if (isByteString(data)) return fromByteString(data);
  if (Array.isArray(data)) return data.map(plain);
  if (!(data instanceof Map)) return data;
  return new Map([...data].map(([key, value]) => [fromByteString(key), plain(value)]));
}

/**
 * Reads one YAML 1.2 document; keys that are no text become text, timestamps stay text.
 *
 * @throws {AppError} kind Internal with the place when the text is not YAML, nests too deep or says too much
 */
export function decodeYaml(text: string): Data {
  const progress = { values: 0 };
  try {
    if (text.length > HARMLESS_LENGTH) checkDepth(text);
    const options = { mapAsMap: true, intAsBigInt: true, merge: true, logLevel: "error", prettyErrors: true } as const;
    return toPlainData(load().parse(text, options), 0, progress);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof RangeError) throw invalidYaml("nested too deep");
    // The package shows the line of the text below its message.
    if (error instanceof Error) throw invalidYaml(error.message.split("\n")[0]!.replace(/:$/, ""));
    throw error;
  }
}

/** Refuses what is nested too deep at its first place: the package reads any nesting to its end, in quadratic time. */
function checkDepth(text: string): void {
  const { Lexer, Parser } = load();
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // The stack is of interest only; the document and a scalar lie there, too.
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_DATA_DEPTH + 2) throw invalidYaml(`nested deeper than ${MAX_DATA_DEPTH} levels`);
  }
}

function toPlainData(value: unknown, depth: number, progress: { values: number }): Data {
  // Small documents can say millions of values by aliases.
  if (++progress.values > MAX_DATA_VALUES) throw invalidYaml(`more than ${MAX_DATA_VALUES} values`);
  if (typeof value === "string") return toByteString(value);
  if (typeof value !== "object" || value === null) return value === undefined ? null : value as Data;
  if (depth === MAX_DATA_DEPTH) throw invalidYaml(`nested deeper than ${MAX_DATA_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((item) => toPlainData(item, depth + 1, progress));
  if (value instanceof Uint8Array) return bytesToByteString(value);
  const pairs = value instanceof Map ? value : [...value as Set<unknown>].map((item) => [item, null] as const);
  return new Map([...pairs].map(([key, item]) => [keyText(key), toPlainData(item, depth + 1, progress)]));
}

function keyText(key: unknown): ByteString {
  if (typeof key === "object" && key !== null) throw invalidYaml("a key that is a list or a map");
  return toByteString(String(key));
}

function invalidYaml(problem: string): AppError {
  return new AppError(text`invalid YAML: ${problem}`, { kind: "Internal", retryable: false });
}
