import * as posix from "node:path/posix";
import * as windows from "node:path/win32";
import { build, type OperatingSystem } from "../platform/mod.ts";

/**
 * A file as a position shows it: relative to a folder, or absolute when it lies on another drive of Windows. Positions end
 * with `:line:column`, and readers look for these from the right, so that a drive letter does no harm.
 *
 * @param cwd absolute
 * @param file absolute
 */
export function shownPath(cwd: string, file: string, os: OperatingSystem = build.os): string {
  return (os === "windows" ? windows : posix).relative(cwd, file);
}
