import { fileURLToPath } from "node:url";

/** How this program is called in a shell: the compiled file, or Deno with the main module. */
export function programCommand(): string {
  if (Deno.build.standalone) return shellWord(Deno.execPath());
  return `${shellWord(Deno.execPath())} run -A ${shellWord(fileURLToPath(Deno.mainModule))}`;
}

/** Quotes a word for a POSIX shell where it must be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
