import { dirname, join } from "node:path";

/** A folder with files for one test; removed when the test's scope ends (`await using app = await appFolder({ … })`). */
export interface AppFolder extends AsyncDisposable {
  /** Absolute path without symbolic links. */
  readonly path: string;
}

/** Makes a temporary folder that holds these files, by relative path. */
export async function appFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<AppFolder> {
  const path = await Deno.realPath(await Deno.makeTempDir({ prefix: "lunation-app-" }));
  for (const [name, content] of Object.entries(files)) {
    await Deno.mkdir(dirname(join(path, name)), { recursive: true });
    await Deno.writeFile(join(path, name), typeof content === "string" ? new TextEncoder().encode(content) : content);
  }
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}
