import { compilePattern } from "./compile_pattern.ts";
import type { PatternItem } from "./pattern_item.ts";
import { type PatternMatch, PatternMatcher } from "./pattern_matcher.ts";

const cache = new Map<string, Pattern>();
const MOST_CACHED = 500;

/** A compiled Lua pattern, shared by all states. */
export class Pattern {
  readonly #items: readonly PatternItem[];
  readonly anchored: boolean;

  private constructor(items: readonly PatternItem[], anchored: boolean) {
    this.#items = items;
    this.anchored = anchored;
  }

  /**
   * @param source a byte string
   * @param mayAnchor whether a leading `^` is an anchor; in gmatch it is a character
   * @throws {PatternError} when the pattern is malformed
   */
  static of(source: string, mayAnchor = true): Pattern {
    const key = `${mayAnchor ? "a" : "g"}${source}`;
    let pattern = cache.get(key);
    if (pattern === undefined) {
      const anchored = mayAnchor && source.startsWith("^");
      pattern = new Pattern(compilePattern(anchored ? source.slice(1) : source), anchored);
      if (cache.size >= MOST_CACHED) cache.clear();
      cache.set(key, pattern);
    }
    return pattern;
  }

  matcher(subject: string): PatternMatcher {
    return new PatternMatcher(this.#items, subject);
  }

  /**
   * The first match at or after `start`.
   *
   * @param matcher one of this pattern and subject, to know afterwards what the search took
   * @throws {PatternError} when the pattern is malformed or too complex
   */
  find(subject: string, start: number, matcher = this.matcher(subject)): PatternMatch | undefined {
    const last = this.anchored ? start : subject.length;
    for (let at = start; at <= last; at++) {
      const match = matcher.matchAt(at);
      if (match) return match;
    }
    return undefined;
  }
}
