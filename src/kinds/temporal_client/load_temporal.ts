import { build, environment, isGranted } from "../../platform/mod.ts";
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
    throw explainCoreFault(error, { tempFolder: tempFolder(), platform: build.target });
  }
}

/** Where the compiled file puts the library in order to load it. */
function tempFolder(): string {
  const names = build.os === "windows" ? ["TMP", "TEMP"] : ["TMPDIR"];
  for (const name of names) {
    if (!isGranted({ name: "env", value: name })) continue;
    const folder = environment.get(name);
    if (folder) return folder;
  }
  return build.os === "windows" ? "the temporary folder of Windows" : "/tmp";
}
