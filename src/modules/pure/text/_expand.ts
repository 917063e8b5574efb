import type { RE2JS } from "re2js";

/** `$$`, `$name` or `${name}`; a name is as long as it can be. */
const REFERENCE_REGEXP = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;

/**
 * What a replacement stands for in one match, by the rules of `Expand` in Go's regexp package: `$1` and `${1}` are groups
 * by number, `$name` and `${name}` by name, `$$` is a dollar sign. A group that does not exist or took no part is empty;
 * a `$` before anything else stays.
 */
export function expand(
  replacement: string,
  matcher: ReturnType<RE2JS["matcher"]>,
  names: Record<string, number>,
): string {
  return replacement.replace(REFERENCE_REGEXP, (all: string, plain?: string, braced?: string) => {
    if (all === "$$") return "$";
    const name = plain ?? braced!;
    const index = /^(?:0|[1-9]\d*)$/.test(name) ? Number(name) : Object.hasOwn(names, name) ? names[name]! : Infinity;
    return index <= matcher.groupCount() ? matcher.group(index) ?? "" : "";
  });
}
