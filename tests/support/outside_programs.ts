/** The programs outside of the repository that some tests use, each with the line that installs it on Debian. */
const INSTALL_LINES = {
  go: "apt install golang-go",
  "lua5.3": "apt install lua5.3",
  "lua5.4": "apt install lua5.4",
  nginx: "apt install nginx-light",
  node: "apt install nodejs",
  openssl: "apt install openssl",
} as const;

/** Where an outside program is, in the form that `Deno.test` takes: `ignore` is true when it is missing. */
export interface OutsideProgram {
  readonly path: string;
  readonly ignore: boolean;
}

/**
 * Looks an outside program up on the path.
 *
 * A missing one makes its tests be ignored, with the line that installs it on stderr; where `CI` is `true`, nothing
 * may be skipped and it is an error.
 *
 * @throws Error when the program is missing in CI
 */
export function outside(name: keyof typeof INSTALL_LINES): OutsideProgram {
  const path = find(name);
  if (path !== undefined) return { path, ignore: false };
  const message = `"${name}" is not installed: ${INSTALL_LINES[name]}`;
  if (Deno.env.get("CI") === "true") throw new Error(message);
  console.error(`Tests are skipped: ${message}`);
  return { path: name, ignore: true };
}

/** sbin holds servers such as nginx, and is not on the path of most users. */
function find(name: string): string | undefined {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/sbin", "/usr/local/go/bin"];
  return folders.map((folder) => `${folder}/${name}`).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    return false;
  }
}
