import { ConnectionError } from "./connection_error.ts";

/** Whether others than owner and group may read. */
const OTHERS_READ = 0o004;
const ROOT = 0;

/** What {@linkcode checkKeyFile} looks at; a part of what `files.stat` gives. */
export interface FileRights {
  readonly mode: number | null;
  readonly uid: number | null;
}

/**
 * Judges who may read a key file (architecture.md §5). Root's own file is let pass with a warning: that is how Kubernetes mounts
 * secrets by default. Where files have no modes, as on Windows, nothing is judged.
 *
 * @param rights of the file itself, not of a symbolic link to it
 * @returns a warning, or undefined
 * @throws {ConnectionError} when others than root have left their key open
 */
export function checkKeyFile(field: string, path: string, { mode, uid }: FileRights): string | undefined {
  if (mode === null || (mode & OTHERS_READ) === 0) return undefined;
  const reason = `every user of this machine can read ${field} "${path}" (mode ${(mode & 0o7777).toString(8)})`;
  if (uid !== ROOT) throw new ConnectionError("insecure-key-file", reason);
  return `${reason}; mount it with "defaultMode: 0440", or set "auth.allow_insecure_key_file: true"`;
}
