import { fileURLToPath } from "node:url";

/** How this program is called in a shell: the compiled file, or Deno with the main module. */
export function programCommand(): string {
  if (Deno.build.standalone) return shellWord(Deno.execPath());
  return `${shellWord(Deno.execPath())} run -A ${shellWord(fileURLToPath(Deno.mainModule))}`;
}

/** Quotes a word where it must be: for a POSIX shell, on Windows for PowerShell. */
export function shellWord(text: string, os: typeof Deno.build.os = Deno.build.os): string {
  if (os === "windows") return /^[\w%+=:,./\\-]+$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
