import { ascii, isByteString, text } from "../../../base/mod.ts";
import type { OptionReader } from "./option_reader.ts";

/** Which builds may run a workflow, whatever its worker says. */
export type VersioningOverride =
  | { readonly mode: "auto_upgrade" }
  | { readonly mode: "pinned"; readonly deploymentName: string; readonly buildId: string };

const KEY = "versioning_override";

/** The option `versioning_override` (spec/temporal-workflows.md §3.2): a text, or a table with `mode` and `version`. */
export function readVersioningOverride(options: OptionReader): VersioningOverride | undefined {
  const value = options.raw(KEY);
  if (value === undefined) return undefined;
  if (isByteString(value)) {
    if (value === ascii("pinned")) return options.fail(KEY, 'mode "pinned" requires map with version details');
    return value === ascii("auto_upgrade") ? { mode: "auto_upgrade" } : badMode(options);
  }
  const table = options.table(KEY)!;
  const mode = table.string("mode");
  if (mode === undefined || mode === "") return options.fail(text`${KEY}.mode`, "is required");
  if (mode === "auto_upgrade") return { mode };
  if (mode !== "pinned") return badMode(options);
  const version = table.raw("version") === undefined ? table : table.table("version")!;
  return { mode, deploymentName: required(version, "deployment_name"), buildId: required(version, "build_id") };

  function required(reader: OptionReader, name: string): string {
    const value = reader.string(name);
    return value || options.fail(text`${KEY}.version.${name}`, "is required for pinned mode");
  }
}

function badMode(options: OptionReader): never {
  return options.fail(text`${KEY}.mode`, 'must be "pinned" or "auto_upgrade"');
}
