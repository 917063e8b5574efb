export { type FormatArguments, formatText } from "./format_text.ts";
export { mathLibrary } from "./math_library.ts";
export { mergeSort } from "./merge_sort.ts";
export { LONGEST_LIST, MOST_KEYS } from "./limits.ts";
export { Pattern } from "./pattern.ts";
export { PatternError } from "./pattern_item.ts";
export { type PatternMatch } from "./pattern_matcher.ts";
