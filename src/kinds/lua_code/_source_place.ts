import { dirname, relative } from "node:path";
import type { SourceRange } from "../../diagnostics/mod.ts";
import type { Span } from "../../lua/syntax/mod.ts";
import { files } from "../../platform/mod.ts";
import type { Configured, Entry } from "../../registry/mod.ts";
import type { LuaCodeConfig } from "./config.ts";

/** How positions in the Lua text are named: the file as seen from the YAML file, or the entry's id for inline code. */
export function chunkFile(entry: Entry): string {
  const file = entry.sourceFile(["source"]);
  return file === undefined ? entry.id : relative(dirname(entry.file), file).replaceAll("\\", "/");
}

/**
 * Where a line of an entry's Lua text stands: in its file, or inside the YAML file for inline code.
 *
 * @param column where the place begins @default the first visible character
 * @param span where it ends @default the end of the line, also when that is further on
 */
export function luaPlace(
  { entry, config }: Configured<LuaCodeConfig>,
  line: number,
  column?: number,
  span?: Span,
): SourceRange {
  const text = config.source.split(/\r?\n/)[line - 1] ?? "";
  const file = entry.sourceFile(["source"]);
  if (file !== undefined) return lineRange(file, line, text, column, span);

  const scalar = entry.locate(["source"]);
  if (scalar.line === scalar.endLine) return scalar;
  // A block scalar: its text begins on the line after the indicator, indented.
  const written = files.readTextFileSync(scalar.file).split(/\r?\n/)[scalar.line + line - 1] ?? "";
  const indent = Math.max(0, written.indexOf(text.trimStart()) - (text.length - text.trimStart().length));
  const place = lineRange(scalar.file, scalar.line + line, text, column, span);
  return { ...place, column: place.column + indent, endColumn: place.endColumn + indent };
}

function lineRange(file: string, line: number, text: string, column?: number, span?: Span): SourceRange {
  const start = column ?? Math.max(0, text.search(/\S/)) + 1;
  const isInLine = span && span.end.line === span.start.line;
  const end = isInLine ? span.end.column : Math.max(start + 1, text.trimEnd().length + 1);
  return { file, line, column: start, endLine: line, endColumn: end };
}
