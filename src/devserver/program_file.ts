import { build, type OperatingSystem } from "../platform/mod.ts";

/** The file name of a program on an operating system: `temporal.exe` on Windows. */
export function programFile(name: string, os: OperatingSystem = build.os): string {
  return os === "windows" ? `${name}.exe` : name;
}
