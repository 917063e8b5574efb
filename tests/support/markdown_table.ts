import { textWidth } from "../../src/diagnostics/mod.ts";

/**
 * Makes a Markdown table, padded as `deno fmt` pads it.
 *
 * @param rows cells in Markdown; those with a `|` must escape it
 * @returns lines without a line end after the last
 */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => textWidth(cells[column]!))));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell + " ".repeat(widths[column]! - textWidth(cell))).join(" | ")} |`;
  return [line(header), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
