import { isAbsolute, relative, sep } from "node:path";
import type { DiagnosticCode } from "../diagnostics/mod.ts";
import { files, isMissingPermission, isNotFound } from "../platform/mod.ts";

const MEBIBYTE = 1024 * 1024;

/** Why a file cannot be used. */
export interface FileFault {
  readonly code: DiagnosticCode;
  /** Continues a sentence: `it is larger than 8 MiB`. */
  readonly reason: string;
}

/**
 * Reads a UTF-8 file. Refusals of the operating system are data, since the user can remove their cause.
 *
 * @param limit largest size in MiB
 */
export async function readFile(path: string, limit: number): Promise<string | FileFault> {
  try {
    const { isFile, size } = await files.stat(path);
    if (!isFile) return { code: "unreadable-file", reason: "it is not a file" };
    if (size > limit * MEBIBYTE) return { code: "file-too-large", reason: `it is larger than ${limit} MiB` };
    return new TextDecoder("utf-8", { fatal: true }).decode(await files.readFile(path));
  } catch (error) {
    return faultOf(error);
  }
}

/**
 * Explains a failed file operation.
 *
 * @param error what the operation threw
 * @throws the error itself when it is no fault of the file
 */
export function faultOf(error: unknown): FileFault {
  if (error instanceof TypeError) return { code: "invalid-encoding", reason: "it is not UTF-8 text" };
  if (isNotFound(error)) return { code: "file-not-found", reason: "it does not exist" };
  if (isMissingPermission(error)) return { code: "permission-denied", reason: error.message };
  if (error instanceof Error && "code" in error) return { code: "unreadable-file", reason: error.message };
  throw error;
}

/**
 * Whether a path is the folder or lies below it.
 *
 * @param path absolute and normal
 * @param folder absolute and normal
 */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
