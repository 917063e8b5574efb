/** True when a file, folder or program does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound;
}

/** True when something exists already at a path that must be free. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof Deno.errors.AlreadyExists;
}

/** True when a path leads through a file as if it were a folder. */
export function isNotAFolder(error: unknown): boolean {
  return error instanceof Deno.errors.NotADirectory;
}

/** True when a folder was used as a file. */
export function isFolderError(error: unknown): boolean {
  return error instanceof Deno.errors.IsADirectory;
}

/** True when the operating system refuses access; see {@linkcode isMissingPermission} for the runtime's refusal. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied;
}

/** The runtime refuses something that the user did not allow. */
export interface MissingPermission extends Error {
  readonly name: "NotCapable";
}

/** True when the runtime refuses, because the program was started without a permission (`--allow-…`). */
export function isMissingPermission(error: unknown): error is MissingPermission {
  return error instanceof Deno.errors.NotCapable;
}

/** An error that {@linkcode isMissingPermission} knows, for a refusal that the runtime would not report as one. */
export function missingPermission(message: string): Error {
  return new Deno.errors.NotCapable(message);
}

/** True when the reader of an output has gone: the program behind a pipe has ended, or the terminal was closed. */
export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Deno.errors.BrokenPipe || error instanceof Error && "code" in error && error.code === "EIO";
}

/** True when the system cannot store more: a disk or a quota is full, or the disk is read-only or broken. */
export function isStorageFault(error: unknown): error is Error {
  return error instanceof Error && "code" in error &&
    ["ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO"].includes(String(error.code));
}

/**
 * The words of the operating system for an error, without the runtime's number: `No space left on device`.
 *
 * @param error what a call of this room threw
 */
export function systemErrorText(error: Error): string {
  return error.message.replace(/ \(os error \d+\)/, "");
}

/** True when another program listens at the address. */
export function isAddressInUse(error: unknown): boolean {
  return error instanceof Deno.errors.AddrInUse;
}
