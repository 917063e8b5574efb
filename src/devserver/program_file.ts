/** The file name of a program on an operating system: `temporal.exe` on Windows. */
export function programFile(name: string, os: typeof Deno.build.os = Deno.build.os): string {
  return os === "windows" ? `${name}.exe` : name;
}
