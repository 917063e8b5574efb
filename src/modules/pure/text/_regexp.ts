import type { RE2JS } from "re2js";
import { ascii, type ByteString, fromByteString, isByteString, text, toByteString } from "../../../base/mod.ts";
import {
  failure,
  listOf,
  type LuaState,
  type LuaTable,
  type LuaValue,
  method,
  type NativeFunction,
  numberArgument,
  stringArgument,
  textArgument,
  Userdata,
  type UserdataType,
} from "../../../lua/api/mod.ts";
import { expand } from "./_expand.ts";
import { re2 } from "../regular_expression.ts";

const MOST_PATTERN_BYTES = 10_000;

type Matcher = ReturnType<RE2JS["matcher"]>;

/** A compiled regular expression in a script's hands; methods are named as those of Go's package. */
class RegularExpression extends Userdata {
  override readonly type: UserdataType = expressionType;

  constructor(readonly expression: RE2JS) {
    super();
  }

  /** The matches in a text, one after the other; none that is empty stands right behind another one, or inside a character. */
  *matches(text: string): Generator<Matcher> {
    const matcher = this.expression.matcher(text);
    for (let lastEnd = -1; matcher.find(); lastEnd = matcher.end()) {
      const isEmpty = matcher.start() === matcher.end();
      if (isEmpty && (matcher.start() === lastEnd || isInsideCharacter(text, matcher.start()))) continue;
      yield matcher;
    }
  }

  /** What `read` makes of the first match; nil when there is none. */
  first(text: ByteString, read: (matcher: Matcher) => LuaValue): LuaValue {
    for (const matcher of this.matches(fromByteString(text))) return read(matcher);
    return undefined;
  }

  /** What `read` makes of every match. */
  all(text: ByteString, state: LuaState, read: (matcher: Matcher) => LuaValue): LuaTable {
    return listOf(Array.from(this.matches(fromByteString(text)), read), state);
  }

  /** The text with every match replaced. */
  replaced(text: string, replacement: string): string {
    const names = this.expression.namedGroups();
    let result = "";
    let end = 0;
    for (const matcher of this.matches(text)) {
      result += text.slice(end, matcher.start()) + expand(replacement, matcher, names);
      end = matcher.end();
    }
    return result + text.slice(end);
  }

  /**
   * What stands between the matches, as Go's `Split` has it.
   *
   * @param limit how many parts there may be, the last one with the rest; negative for all
   */
  split(text: string, limit: number): string[] {
    if (limit === 0) return [];
    if (this.expression.pattern() !== "" && text === "") return [""];
    const parts: string[] = [];
    let begin = 0;
    let end = 0;
    for (const matcher of this.matches(text)) {
      if (limit > 0 && parts.length === limit - 1) break;
      end = matcher.start();
      if (matcher.end() !== 0) parts.push(text.slice(begin, end));
      begin = matcher.end();
    }
    if (end !== text.length) parts.push(text.slice(begin));
    return parts;
  }
}

/** Whether a place is between the two halves of a character. */
function isInsideCharacter(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function whole(matcher: Matcher): ByteString {
  return toByteString(matcher.group() ?? "");
}

/** The whole match, then the groups; a group that took no part is `false`, so that the list has no holes. */
function groups(matcher: Matcher, state: LuaState): LuaTable {
  const texts = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index));
  return listOf(texts.map((text) => text === null ? false : toByteString(text)), state);
}

/** A method whose first argument is the text to search. */
function search(
  name: string,
  body: (self: RegularExpression, text: ByteString, state: LuaState, args: LuaValue[]) => LuaValue,
): NativeFunction {
  return method(RegularExpression, name, (self, args, { state }) => {
    return body(self, stringArgument(args, 1, name), state, args);
  });
}

const expressionType: UserdataType = {
  name: "Regexp",
  methods: {
    match_string: search("match_string", (self, text) => self.first(text, () => true) ?? false),
    find_string: search("find_string", (self, text) => self.first(text, whole)),
    find_all_string: search("find_all_string", (self, text, state) => self.all(text, state, whole)),
    find_string_submatch: search("find_string_submatch", (self, text, state) => {
      return self.first(text, (matcher) => groups(matcher, state));
    }),
    find_all_string_submatch: search("find_all_string_submatch", (self, text, state) => {
      return self.all(text, state, (matcher) => groups(matcher, state));
    }),
    replace_all_string: search("replace_all_string", (self, text, _, args) => {
      const replacement = textArgument(args, 2, "replace_all_string");
      return toByteString(self.replaced(fromByteString(text), replacement));
    }),
    split: search("split", (self, text, state, args) => {
      const limit = args[1] === undefined ? -1 : numberArgument(args, 2, "split");
      return listOf(self.split(fromByteString(text), limit).map((part) => toByteString(part)), state);
    }),
    subexp_names: method(RegularExpression, "subexp_names", (self, _, { state }) => {
      const names: ByteString[] = Array(self.expression.groupCount()).fill(ascii(""));
      for (const [name, index] of Object.entries(self.expression.namedGroups())) names[index - 1] = toByteString(name);
      return listOf(names, state);
    }),
    num_subexp: method(RegularExpression, "num_subexp", (self) => self.expression.groupCount()),
    string: method(RegularExpression, "string", (self) => toByteString(self.expression.pattern())),
  },
  metamethods: {
    __tostring: ([self]) =>
      self instanceof RegularExpression ? toByteString(self.expression.pattern()) : ascii("Regexp"),
  },
};

/** `regexp.compile(pattern)`: an expression in RE2's syntax, as in Go, or `nil, err` of kind Invalid. */
const compile: NativeFunction = ([pattern]) => {
  if (!isByteString(pattern)) return failure("Invalid", "text.regexp: the pattern must be a string");
  if (pattern.length > MOST_PATTERN_BYTES) {
    return failure("Invalid", text`text.regexp: the pattern has more than ${MOST_PATTERN_BYTES} bytes`);
  }
  const { RE2JS, RE2JSException } = re2();
  try {
    return new RegularExpression(RE2JS.compile(fromByteString(pattern)));
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return failure("Invalid", text`text.regexp: ${error.message}`);
  }
};

/** The members of `text.regexp`: expressions that match in linear time. */
export const regexpMembers: Readonly<Record<string, NativeFunction>> = { compile };
