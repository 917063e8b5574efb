import { createRequire } from "node:module";
import type { ScalarTag, Tags } from "yaml";
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
 * The tags of numbers where they stand in the text: what they name must be one. Without a test they are taken only then.
 */
const EXPLICIT_TAGS: ScalarTag[] = [
  { tag: "tag:yaml.org,2002:float", resolve: (source, onError) => numberOf(source, FLOAT_REGEXP, "float", onError) },
  { tag: "tag:yaml.org,2002:int", resolve: (source, onError) => numberOf(source, INTEGER_REGEXP, "int", onError) },
];
const FLOAT_REGEXP = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const INTEGER_REGEXP = /^(?:[-+]?\d+|0x[\da-fA-F]+|0o[0-7]+)$/;
const INFINITE_REGEXP = /^([-+]?)\.(?:inf|Inf|INF)$/;

function numberOf(source: string, form: RegExp, tag: string, onError: (message: string) => void): unknown {
  if (form.test(source)) return form === INTEGER_REGEXP ? integerOf(source) : Number(source);
  const [, sign] = INFINITE_REGEXP.exec(source) ?? [];
  if (tag === "float" && sign !== undefined) return sign === "-" ? -Infinity : Infinity;
  if (tag === "float" && /^\.(?:nan|NaN|NAN)$/.test(source)) return NaN;
  onError(`"${source}" is no value of !!${tag}`);
  return source;
}

function integerOf(source: string): number | bigint {
  const number = Number(source);
  if (Number.isSafeInteger(number)) return number;
  return source.startsWith("-") ? -BigInt(source.slice(1)) : BigInt(source.replace(/^\+/, ""));
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
    const options = {
      mapAsMap: true,
      intAsBigInt: true,
      merge: true,
      logLevel: "error",
      prettyErrors: true,
      customTags: (tags: Tags) => [...tags, ...EXPLICIT_TAGS],
    } as const;
    return toPlainData(load().parse(text, options), 0, progress);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof RangeError) throw invalidYaml("nested too deep");
    if (error instanceof Error && "code" in error && error.code === "MULTIPLE_DOCS") {
      throw invalidYaml("more than one document");
    }
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
  // What a merge key is where nothing can be merged.
  if (typeof value === "symbol") return toByteString(value.description ?? "");
  if (value instanceof Date) return toByteString(dateText(value));
  if (typeof value !== "object" || value === null) return value === undefined ? null : value as Data;
  if (depth === MAX_DATA_DEPTH) throw invalidYaml(`nested deeper than ${MAX_DATA_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((item) => toPlainData(item, depth + 1, progress));
  if (value instanceof Uint8Array) return bytesToByteString(value);
  if (!(value instanceof Map || value instanceof Set)) throw invalidYaml("a value that is neither data nor text");
  const pairs = value instanceof Map ? value : [...value].map((item) => [item, null] as const);
  return new Map([...pairs].map(([key, item]) => [keyText(key), toPlainData(item, depth + 1, progress)]));
}

/** A timestamp as text, as it is without the tag `!!timestamp`. */
function dateText(date: Date): string {
  return date.toISOString().replace(/T00:00:00\.000Z$/, "").replace(/\.000Z$/, "Z");
}

function keyText(key: unknown): ByteString {
  if (typeof key === "symbol") return toByteString(key.description ?? "");
  if (key instanceof Date) return toByteString(dateText(key));
  if (typeof key === "object" && key !== null) throw invalidYaml("a key that is a list or a map");
  return toByteString(String(key));
}

function invalidYaml(problem: string): AppError {
  return new AppError(text`invalid YAML: ${problem}`, { kind: "Internal", retryable: false });
}
