import { ascii, fromByteString, isByteString, text, toByteString } from "../../../base/mod.ts";
import {
  badArgument,
  failure,
  isIntegerIn,
  listOf,
  LuaTable,
  type LuaValue,
  method,
  type NativeFunction,
  tableArgument,
  typeName,
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";
import { splitMarkdown } from "./_split_markdown.ts";
import { splitText } from "./_split_text.ts";
import { unicodeArgument } from "./_unicode_argument.ts";

const DEFAULT_CHUNK_SIZE = 512;
const DEFAULT_CHUNK_OVERLAP = 100;
const DEFAULT_SEPARATORS = ["\n\n", "\n", " ", ""];

type Options = LuaTable | undefined;

/** Cuts texts into pieces; immutable. */
class Splitter extends Userdata {
  override readonly type: UserdataType = splitterType;

  constructor(readonly split: (text: string) => string[]) {
    super();
  }
}

const splitterType: UserdataType = {
  name: "Splitter",
  methods: {
    split_text: method(Splitter, "split_text", ({ split }, args, { state }) => {
      return listOf(split(unicodeArgument(args, 1, "split_text")).map(toByteString), state);
    }),
    split_batch: method(Splitter, "split_batch", ({ split }, args, { state }) => {
      const pieces: LuaValue[] = [];
      for (const [, page] of tableArgument(args, 1, "split_batch").entries()) {
        const content = page instanceof LuaTable ? page.get(ascii("content")) : undefined;
        if (!isByteString(content)) throw badArgument(1, "split_batch", "a list of { content = string } expected");
        for (const chunk of split(fromByteString(content))) {
          const piece = state.createTable();
          piece.set(ascii("content"), toByteString(chunk));
          piece.set(ascii("metadata"), (page as LuaTable).get(ascii("metadata")));
          pieces.push(piece);
        }
      }
      return listOf(pieces, state);
    }),
  },
};

/** Makes a constructor `(options?)`; its error is `nil, err` of kind Invalid. */
function constructor(name: string, make: (options: Options) => (text: string) => string[]): NativeFunction {
  return ([options]) => {
    try {
      if (options !== undefined && !(options instanceof LuaTable)) throw new TypeError("the options must be a table");
      return new Splitter(make(options));
    } catch (error) {
      if (error instanceof TypeError) return failure("Invalid", text`text.splitter.${name}: ${error.message}`);
      throw error;
    }
  };
}

function sizesOf(options: Options) {
  const chunkSize = integerOf(options, "chunk_size", 1, DEFAULT_CHUNK_SIZE);
  const fallback = Math.min(DEFAULT_CHUNK_OVERLAP, Math.floor(chunkSize / 5));
  const chunkOverlap = integerOf(options, "chunk_overlap", 0, fallback);
  // More would make many times as much text.
  if (chunkOverlap > chunkSize / 2) throw new TypeError('"chunk_overlap" must be at most half of "chunk_size"');
  return { chunkSize, chunkOverlap };
}

function integerOf(options: Options, name: string, least: number, fallback: number): number {
  const value = options?.get(toByteString(name)) ?? fallback;
  if (isIntegerIn(value, least)) return value;
  throw new TypeError(`"${name}" must be an integer of at least ${least}, got ${typeName(value)}`);
}

function booleanOf(options: Options, name: string): boolean {
  const value = options?.get(toByteString(name)) ?? false;
  if (typeof value === "boolean") return value;
  throw new TypeError(`"${name}" must be a boolean, got ${typeName(value)}`);
}

function separatorsOf(options: Options): string[] {
  const list = options?.get(ascii("separators"));
  if (list === undefined) return DEFAULT_SEPARATORS;
  const items = list instanceof LuaTable ? [...list.entries()].map(([, item]) => item) : [undefined];
  if (items.every((item) => isByteString(item))) return items.map(fromByteString);
  throw new TypeError('"separators" must be a list of strings');
}

const recursive = constructor("recursive", (options) => {
  const settings = {
    ...sizesOf(options),
    separators: separatorsOf(options),
    keepSeparator: booleanOf(options, "keep_separator"),
  };
  return (text) => splitText(text, settings);
});

const markdown = constructor("markdown", (options) => {
  const settings = {
    ...sizesOf(options),
    separators: DEFAULT_SEPARATORS,
    keepSeparator: false,
    headingHierarchy: booleanOf(options, "heading_hierarchy"),
  };
  return (text) => splitMarkdown(text, settings);
});

/** The members of `text.splitter`: cut long texts into pieces of bounded size. */
export const splitterMembers: Readonly<Record<string, NativeFunction>> = { recursive, markdown };
