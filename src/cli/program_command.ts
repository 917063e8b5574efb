import { fileURLToPath } from "node:url";
import { build, type OperatingSystem, program } from "../platform/mod.ts";

/**
 * Tells how this program is called, for hints with commands to type.
 *
 * @returns words for a shell: the compiled file, or Deno with the main module
 */
export function programCommand(): string {
  if (build.standalone) return shellWord(program.execPath());
  return `${shellWord(program.execPath())} run -A ${shellWord(fileURLToPath(program.mainModule))}`;
}

/**
 * Quotes a word where it must be: for a POSIX shell, on Windows for PowerShell.
 *
 * @param text the word as the program gets it
 * @param os whose shell reads it. Default: the one that the program runs on
 */
export function shellWord(text: string, os: OperatingSystem = build.os): string {
  if (os === "windows") return /^[\w%+=:,./\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
