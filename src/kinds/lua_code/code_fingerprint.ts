import { createHash } from "node:crypto";
import { qualifyEntryId } from "../../base/mod.ts";
import { canonicalText } from "../../lua/syntax/mod.ts";
import type { CheckContext, Configured } from "../../registry/mod.ts";
import { isLuaCode, isModuleName } from "./_analyze.ts";

/**
 * A hash of what an entry's code does: its text without comments and positions, its method, its modules, and the same of
 * all that it imports.
 *
 * @param configured a Lua entry without faults
 * @param find gives the entries that it imports
 * @returns hexadecimal digits; the same on every machine
 */
export function codeFingerprint(configured: Configured, find: CheckContext["find"]): string {
  if (!isLuaCode(configured)) throw new TypeError(`"${configured.entry.id}" is no Lua code`);
  const { entry, config } = configured;
  const imports = Object.entries(config.imports).map(([alias, reference]) => {
    const imported = isModuleName(reference) ? undefined : find(qualifyEntryId(reference, entry.namespace));
    return [alias, imported ? codeFingerprint(imported, find) : reference];
  });
  const parts = [canonicalText(config.source), config.method, config.modules.toSorted(), imports.sort()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
