import { createRequire } from "node:module";
import type { ChangeObject, StructuredPatch } from "diff";
import {
  ascii,
  type ByteString,
  fromByteString,
  fromLatin1,
  isByteString,
  text,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
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
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";
import { unicodeArgument } from "./_unicode_argument.ts";

const require = createRequire(import.meta.url);
const load = () => require("diff") as typeof import("diff");

/** The work grows with the square of the edits: the most take a second or two. */
const DEFAULT_MAX_EDITS = 1_000;
const MAX_EDITS_LIMIT = 2_000;

const UNITS = ["char", "word", "line"] as const;
type Unit = typeof UNITS[number];
type Operation = "equal" | "insert" | "delete";

/** One stretch of text that two texts share, or that one of them lacks. */
interface Change {
  readonly operation: Operation;
  readonly text: ByteString;
}

const ANSI: Readonly<Record<Operation, readonly [string, string]>> = {
  equal: ["", ""],
  insert: ["\x1b[32m", "\x1b[0m"],
  delete: ["\x1b[31m", "\x1b[0m"],
};
const HTML: Readonly<Record<Operation, readonly [string, string]>> = {
  equal: ["<span>", "</span>"],
  insert: ["<ins>", "</ins>"],
  delete: ["<del>", "</del>"],
};
const HTML_ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Compares texts; what `text.diff.new` gives. */
class Differ extends Userdata {
  override readonly type: UserdataType = differType;

  constructor(readonly unit: Unit, readonly maxEdits: number) {
    super();
  }

  /** Undefined when the texts differ too much. */
  compare(before: string, after: string): ChangeObject<string>[] | undefined {
    const options = { maxEditLength: this.maxEdits };
    const { diffChars, diffLines, diffWordsWithSpace } = load();
    if (this.unit === "char") return diffChars(before, after, options);
    return this.unit === "word" ? diffWordsWithSpace(before, after, options) : diffLines(before, after, options);
  }

  /** What is returned for such texts. */
  tooDifferent(name: string) {
    return failure("Internal", text`text.diff.${name}: the texts differ by more than ${this.maxEdits} edits`);
  }
}

function operationOf({ added, removed }: ChangeObject<string>): Operation {
  if (added) return "insert";
  return removed ? "delete" : "equal";
}

/** A list of changes as `compare` gives it. */
function changesArgument(args: LuaValue[], name: string): Change[] {
  return [...tableArgument(args, 1, name).entries()].map(([, item]) => {
    const operation = item instanceof LuaTable ? item.get(ascii("operation")) : undefined;
    const text = item instanceof LuaTable ? item.get(ascii("text")) : undefined;
    if (isByteString(text) && isByteString(operation) && Object.hasOwn(ANSI, toLatin1(operation))) {
      return { operation: toLatin1(operation) as Operation, text };
    }
    throw badArgument(1, name, "a list of { operation, text } expected");
  });
}

/** A method that shows changes as one text. */
function pretty(name: string, marks: typeof ANSI, escape: (text: string) => string): NativeFunction {
  return method(Differ, name, (_, args) => {
    const shown = changesArgument(args, name).map(({ operation, text }) => {
      const [begin, end] = marks[operation];
      return begin + escape(toLatin1(text)) + end;
    });
    return fromLatin1(shown.join(""));
  });
}

/** A patch in the unified form; undefined for what is none. The parser takes nearly everything. */
function parsePatch(patch: string): StructuredPatch | undefined {
  try {
    const [parsed, another] = load().parsePatch(patch);
    const isPatch = parsed?.oldFileName !== undefined && another === undefined &&
      parsed.hunks.every(({ oldStart, newStart }) => Number.isInteger(oldStart) && Number.isInteger(newStart));
    return isPatch ? parsed : undefined;
  } catch {
    return undefined; // a line that cannot stand in a patch
  }
}

const differType: UserdataType = {
  name: "Diff",
  methods: {
    compare: method(Differ, "compare", (self, args, { state }) => {
      const changes = self.compare(unicodeArgument(args, 1, "compare"), unicodeArgument(args, 2, "compare"));
      if (!changes) return self.tooDifferent("compare");
      return listOf(
        changes.map((change) => {
          const table = state.createTable();
          table.set(ascii("operation"), toByteString(operationOf(change)));
          table.set(ascii("text"), toByteString(change.value));
          return table;
        }),
        state,
      );
    }),
    summarize: method(Differ, "summarize", (_, args, { state }) => {
      const counts = { equal: 0, insert: 0, delete: 0 };
      for (const { operation, text } of changesArgument(args, "summarize")) {
        counts[operation] += [...fromByteString(text)].length;
      }
      const table = state.createTable();
      table.set(ascii("equals"), counts.equal);
      table.set(ascii("insertions"), counts.insert);
      table.set(ascii("deletions"), counts.delete);
      return table;
    }),
    pretty_text: pretty("pretty_text", ANSI, (text) => text),
    pretty_html: pretty("pretty_html", HTML, (text) => text.replace(/[&<>"]/g, (mark) => HTML_ESCAPES[mark]!)),
    patch_make: method(Differ, "patch_make", (self, args) => {
      const [before, after] = [unicodeArgument(args, 1, "patch_make"), unicodeArgument(args, 2, "patch_make")];
      const patch = load().createTwoFilesPatch("before", "after", before, after, undefined, undefined, {
        maxEditLength: self.maxEdits,
      });
      return patch === undefined ? self.tooDifferent("patch_make") : toByteString(patch);
    }),
    patch_apply: method(Differ, "patch_apply", (_, args) => {
      const [patch, text] = [unicodeArgument(args, 1, "patch_apply"), unicodeArgument(args, 2, "patch_apply")];
      const parsed = parsePatch(patch);
      if (!parsed) return failure("Invalid", "text.diff.patch_apply: this is no patch of one text");
      const patched = load().applyPatch(text, parsed);
      if (patched !== false) return toByteString(patched);
      return failure("Conflict", "text.diff.patch_apply: the patch does not fit the text");
    }),
  },
};

/** `diff.new({ unit = "char", max_edits = 1000 }?)` */
const create: NativeFunction = ([options]) => {
  if (options !== undefined && !(options instanceof LuaTable)) {
    return failure("Invalid", "text.diff.new: the options must be a table");
  }
  const name = options?.get(ascii("unit")) ?? ascii("char");
  const unit = UNITS.find((each) => toByteString(each) === name);
  if (unit === undefined) {
    return failure("Invalid", 'text.diff.new: "unit" must be "char", "word" or "line"');
  }
  const maxEdits = options?.get(ascii("max_edits")) ?? DEFAULT_MAX_EDITS;
  if (!isIntegerIn(maxEdits, 1, MAX_EDITS_LIMIT)) {
    return failure("Invalid", text`text.diff.new: "max_edits" must be an integer from 1 to ${MAX_EDITS_LIMIT}`);
  }
  return new Differ(unit, maxEdits);
};

/** The members of `text.diff`: differences between texts, and patches. */
export const diffMembers: Readonly<Record<string, NativeFunction>> = { new: create };
