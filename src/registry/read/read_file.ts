import { isAbsolute, relative, sep } from "node:path";
import type { DiagnosticCode } from "../../diagnostics/mod.ts";
import { files, isMissingPermission, isNotFound } from "../../platform/mod.ts";

export const MEBIBYTE = 1024 * 1024;
/** Bytes that are read of a file that is too large. */
const MAX_EXCERPT = MEBIBYTE;

/** Why a file cannot be used. */
export interface FileFault {
  readonly code: DiagnosticCode;
  /** Continues a sentence: `it is larger than 8 MiB`. */
  readonly reason: string;
  /** What could be read of a file that is too large, or no UTF-8. */
  readonly excerpt?: string;
}

/**
 * Reads a UTF-8 file. Refusals of the operating system are data, since the user can remove their cause.
 *
 * @param limit largest size in bytes
 */
export async function readFile(path: string, limit: number): Promise<string | FileFault> {
  try {
    const { isFile, size } = await files.stat(path);
    if (!isFile) return { code: "unreadable-file", reason: "it is not a file" };
    if (size > limit) return await tooLarge(path, limit);
    const bytes = await files.readFile(path);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      return { ...faultOf(error), excerpt: decodeLeniently(bytes) };
    }
  } catch (error) {
    return faultOf(error);
  }
}

async function tooLarge(path: string, limit: number): Promise<FileFault> {
  const bytes = new Uint8Array(MAX_EXCERPT);
  using file = await files.open(path);
  const length = await file.read(bytes) ?? 0;
  const reason = `it is larger than ${describeBytes(limit)}`;
  return { code: "file-too-large", reason, excerpt: decodeLeniently(bytes.subarray(0, length)) };
}

/** The text of bytes that are no UTF-8: of another encoding, of which the ASCII part can be read. */
function decodeLeniently(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe || bytes[0] === 0xfe && bytes[1] === 0xff;
  return new TextDecoder(isWide ? bytes[0] === 0xff ? "utf-16le" : "utf-16be" : "utf-8").decode(bytes);
}

function describeBytes(bytes: number): string {
  const mebibytes = bytes / MEBIBYTE;
  return Number.isInteger(mebibytes) ? `${mebibytes} MiB` : `${bytes} bytes`;
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
