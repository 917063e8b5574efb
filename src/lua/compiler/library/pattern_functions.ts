import { Pattern, type PatternMatch } from "../../library/mod.ts";
import { callable } from "../support/call.ts";
import { checkLength, spendOn, textOfNumber } from "../support/strings.ts";
import { typeNameOf } from "../support/metatable.ts";
import { badArgument, raise } from "../support/raised.ts";
import { Table } from "../support/table.ts";
import { type Fn, isTrue, type Result, type Value } from "../support/value.ts";
import { integerAt, stringAt } from "./arguments.ts";
import { preludeFunction } from "./prelude.ts";

const SPECIALS_REGEXP = /[\^$*+?.()[\]%-]/;

/** 0-based place to start at; undefined behind the end. */
function startAt(value: Value, length: number, name: string): number | undefined {
  const init = integerAt(value, 3, name, 1);
  const start = init > 0 ? init - 1 : init < 0 ? Math.max(0, length + init) : 0;
  return start > length ? undefined : start;
}

/** The captures of a match, or all of it when it has none. */
function capturesOf(subject: string, { start, end, captures }: PatternMatch): Value[] {
  return captures.length > 0 ? captures : [subject.slice(start, end)];
}

function search(pattern: string, subject: string, start: number): PatternMatch | undefined {
  const compiled = Pattern.of(pattern);
  const matcher = compiled.matcher(subject);
  const found = compiled.find(subject, start, matcher);
  spendOn(matcher.steps);
  return found;
}

export function find(text: Value, pattern: Value, init: Value, plain: Value): Result {
  const subject = stringAt(text, 1, "find");
  const source = stringAt(pattern, 2, "find");
  const start = startAt(init, subject.length, "find");
  if (start === undefined) return undefined;
  if (isTrue(plain) || !SPECIALS_REGEXP.test(source)) {
    const at = subject.indexOf(source, start);
    spendOn((at < 0 ? subject.length : at) - start);
    return at < 0 ? undefined : [at + 1, at + source.length];
  }
  const found = search(source, subject, start);
  return found === undefined ? undefined : [found.start + 1, found.end, ...found.captures];
}

export function match(text: Value, pattern: Value, init: Value): Result {
  const subject = stringAt(text, 1, "match");
  const source = stringAt(pattern, 2, "match");
  const start = startAt(init, subject.length, "match");
  const found = start === undefined ? undefined : search(source, subject, start);
  return found === undefined ? undefined : capturesOf(subject, found);
}

export function gmatch(text: Value, pattern: Value): Result {
  const subject = stringAt(text, 1, "gmatch");
  const matcher = Pattern.of(stringAt(pattern, 2, "gmatch"), false).matcher(subject);
  let at = 0;
  let lastEnd = -1;
  return () => {
    matcher.restart();
    for (; at <= subject.length; at++) {
      const found = matcher.matchAt(at);
      // Where a match has ended, none that is empty follows.
      if (found === undefined || found.end === lastEnd) continue;
      at = lastEnd = found.end;
      spendOn(matcher.steps);
      return capturesOf(subject, found);
    }
    return undefined;
  };
}

/** `string.gsub` under way. */
class Replacement {
  readonly #subject: string;
  readonly #pattern: Pattern;
  readonly #matcher;
  #rest: number;
  #at = 0;
  #lastEnd = -1;
  #text = "";
  #count = 0;
  #current: PatternMatch | undefined;

  constructor(subject: string, source: string, most: number) {
    this.#subject = subject;
    this.#pattern = Pattern.of(source);
    this.#matcher = this.#pattern.matcher(subject);
    this.#rest = most;
  }

  /** Goes to the next match. */
  advance(): PatternMatch | undefined {
    while (this.#rest > 0 && this.#at <= this.#subject.length) {
      const found = this.#matcher.matchAt(this.#at);
      if (this.#pattern.anchored) this.#rest = 0;
      if (found !== undefined && found.end !== this.#lastEnd) {
        this.#rest--;
        this.#count++;
        return this.#current = found;
      }
      this.#skip();
    }
    return undefined;
  }

  #skip(): void {
    this.#text += this.#subject.charAt(this.#at++);
  }

  /** Takes what stands in place of the match; nil and false keep it. */
  put(value: Value): void {
    const { start, end } = this.#current as PatternMatch;
    if (value === undefined || value === false) this.#text += this.#subject.slice(start, end);
    else if (typeof value === "string") this.#text += value;
    else if (typeof value === "number") this.#text += textOfNumber(value);
    else throw raise(`invalid replacement value (a ${typeNameOf(value)})`);
    checkLength(this.#text.length);
    this.#at = this.#lastEnd = end;
  }

  finish(): Value[] {
    spendOn(this.#matcher.steps + this.#text.length);
    return [this.#text + this.#subject.slice(this.#at), this.#count];
  }
}

export function gsub(text: Value, pattern: Value, replacement: Value, most: Value): Result {
  const subject = stringAt(text, 1, "gsub");
  const source = stringAt(pattern, 2, "gsub");
  const work = new Replacement(subject, source, integerAt(most, 4, "gsub", Infinity));
  if (typeof replacement === "string" || typeof replacement === "number") {
    return replaceByText(work, subject, stringAt(replacement, 3, "gsub"));
  }
  if (replacement instanceof Table && replacement.metatable === null) return replaceByTable(work, subject, replacement);
  if (replacement instanceof Table) {
    return replaceInLua(work, subject, callable(preludeFunction("reader"))(replacement));
  }
  if (typeof replacement === "function") return replaceInLua(work, subject, replacement);
  throw badArgument(3, "gsub", "string/function/table expected");
}

function replaceByText(work: Replacement, subject: string, template: string): Result {
  const isPlain = !template.includes("%");
  for (let found = work.advance(); found !== undefined; found = work.advance()) {
    work.put(isPlain ? template : fill(template, found, subject));
  }
  return work.finish();
}

/** Puts captures in the place of `%0` to `%9`. */
function fill(template: string, found: PatternMatch, subject: string): string {
  return template.replace(/%(.?)/gs, (_, letter: string) => {
    if (letter === "%") return "%";
    if (letter === "0") return subject.slice(found.start, found.end);
    if (!/[1-9]/.test(letter)) throw raise("invalid use of '%' in replacement string");
    const capture = capturesOf(subject, found)[Number(letter) - 1];
    if (capture === undefined) throw raise(`invalid capture index %${letter} in replacement string`);
    return typeof capture === "number" ? textOfNumber(capture) : capture as string;
  });
}

function replaceByTable(work: Replacement, subject: string, table: Table): Result {
  for (let found = work.advance(); found !== undefined; found = work.advance()) {
    work.put(table.rawGet(capturesOf(subject, found)[0]));
  }
  return work.finish();
}

function replaceInLua(work: Replacement, subject: string, replace: Value | Value[]): Result {
  const advance: Fn = () => {
    const found = work.advance();
    return found === undefined ? [] : capturesOf(subject, found);
  };
  const put: Fn = (value) => {
    work.put(value);
    return undefined;
  };
  return preludeFunction("replaceAll")(advance, put, () => work.finish(), replace as Value);
}
