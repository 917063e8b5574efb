/** Kinds that will not come, with the reason. */
const NEVER: Readonly<Record<string, string>> = {
  "function.lua.bc": "bytecode is not supported; give the Lua source",
  "library.lua.bc": "bytecode is not supported; give the Lua source",
  "process.lua.bc": "bytecode is not supported; give the Lua source",
  "workflow.lua.bc": "bytecode is not supported; give the Lua source",
  "module.lua": "native modules are not supported",
  "ns.dependency": "the module hub is out of scope; copy the module's entries into the application",
  "store.sql": "databases are out of scope; a store.file keeps its entries in a file",
};

/** Kinds that describe something without a part in running: their entries are left out with a warning. */
const WITHOUT_EFFECT_REGEXP = /^security\./;

/**
 * Explains a kind that is known but not supported.
 *
 * @param kind a name that no kind has
 * @returns undefined for any other name
 */
export function unsupportedKind(kind: string): { message: string; severity: "error" | "warning" } | undefined {
  if (Object.hasOwn(NEVER, kind)) return { message: `Kind "${kind}": ${NEVER[kind]}`, severity: "error" };
  if (!WITHOUT_EFFECT_REGEXP.test(kind)) return undefined;
  return { message: `Kind "${kind}" is not supported yet; the entry has no effect`, severity: "warning" };
}

/** Names of kinds that may have been meant by a wrong one. */
export const UNSUPPORTED_KINDS: readonly string[] = [
  ...Object.keys(NEVER),
  "security.policy",
];
