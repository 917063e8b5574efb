import { explainCoreFault } from "./core_fault.ts";

/**
 * Loads Temporal's SDK with its core, a native library.
 *
 * @throws {AppError} with what is wrong with this machine, when the library cannot be loaded here
 */
export async function loadTemporal(): Promise<typeof import("../../temporal/mod.ts")> {
  try {
    return await import("../../temporal/mod.ts");
  } catch (error) {
    throw explainCoreFault(error, { tempFolder: tempFolder(), platform: Deno.build.target });
  }
}

/** Where the compiled file puts the library in order to load it. */
function tempFolder(): string {
  const names = Deno.build.os === "windows" ? ["TMP", "TEMP"] : ["TMPDIR"];
  for (const name of names) {
    if (Deno.permissions.querySync({ name: "env", variable: name }).state !== "granted") continue;
    const folder = Deno.env.get(name);
    if (folder) return folder;
  }
  return Deno.build.os === "windows" ? "the temporary folder of Windows" : "/tmp";
}
