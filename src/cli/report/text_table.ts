import { textWidth } from "../../diagnostics/mod.ts";

/**
 * Makes a table without lines, for people.
 *
 * @param rows cells without tabs and line ends; a row may lack the last ones
 * @returns a line per row, without a line end: columns as wide as their widest cell on a terminal, two blanks between them
 */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from(
    { length: columns },
    (_, column) => Math.max(...rows.map((row) => textWidth(row[column] ?? ""))),
  );
  return rows.map((row) => row.map((cell, column) => padded(cell, widths[column]!)).join("  ").trimEnd());
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(width - textWidth(cell));
}
