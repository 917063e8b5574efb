import { capitalize, type Collector, type DiagnosticCode, quote, suggest } from "../diagnostics/mod.ts";
import { isMissingPermission, type SystemEnvironment } from "../platform/mod.ts";
import type { RegistryEntry } from "../registry/mod.ts";
import type { Unresolved, VariableIndex } from "../resolve/mod.ts";

/** What explanations are made from. */
export interface UnresolvedContext {
  readonly index: VariableIndex;
  readonly entries: ReadonlyMap<string, RegistryEntry>;
  readonly systemEnvironment: SystemEnvironment;
  readonly unresolved: "error" | "warning";
  readonly collector: Collector;
}

/** Reports variables without a value where an entry uses them; what the variable's own entry has faults for is not. */
export function reportUnresolved(
  entry: RegistryEntry,
  unresolved: readonly Unresolved[],
  context: UnresolvedContext,
): void {
  for (const one of unresolved) {
    if (one.lookup.type === "faulty") continue;
    const { code, reason, notes } = explain(one, entry, context);
    const target = one.envField?.target.join(".");
    const variable = `variable ${quote(one.name)}`;
    const message = target === undefined
      ? `${capitalize(variable)} ${reason}`
      : `Cannot get ${quote(target)} from the ${variable}: it ${reason}`;
    const severity = one.envField?.isRequired === false ? "warning" : context.unresolved;
    entry.report(context.collector, ["data", ...one.path], code, message, { severity, notes });
  }
}

interface Explanation {
  readonly code: DiagnosticCode;
  /** Continues a sentence about the variable. */
  readonly reason: string;
  readonly notes: string[];
}

function explain({ name, lookup }: Unresolved, entry: RegistryEntry, context: UnresolvedContext): Explanation {
  if (lookup.type === "failed") {
    const { kind, message } = lookup.error;
    const code = kind === "PermissionDenied" ? "permission-denied" : "unreadable-file";
    return { code, reason: `cannot be read: ${message}`, notes: [] };
  }
  if (lookup.type === "unset") {
    const help = "Give it a value in its storage, or a default";
    return { code: "unset-variable", reason: "has no value", notes: [help] };
  }
  const near = suggest(name, context.index.names);
  const help = isSet(name, context.systemEnvironment)
    ? [declaration(name, entry, context)]
    : near === undefined
    ? ['Declare it with an entry of kind "env.variable"']
    : [`Did you mean ${quote(near)}?`];
  return { code: "unknown-variable", reason: "is not declared by any entry", notes: help };
}

function isSet(name: string, environment: SystemEnvironment): boolean {
  if (!/^[A-Za-z0-9_]+$/.test(name)) return false;
  try {
    return environment.get(name) !== undefined;
  } catch (error) {
    if (isMissingPermission(error)) return false; // it would only have made the help better
    throw error;
  }
}

/** The entries to paste that make a variable of the operating system known. */
function declaration(name: string, { namespace }: RegistryEntry, { entries }: UnresolvedContext): string {
  const known = [...entries.values()].find(({ kind }) => kind === "env.storage.os");
  const storageName = freeName("os", namespace, entries);
  const storage = known ? [] : [`  - {name: ${storageName}, kind: env.storage.os}`];
  const variableName = freeName(name.toLowerCase(), namespace, entries);
  const storageId = known?.id ?? `${namespace}:${storageName}`;
  const variable = `  - {name: ${variableName}, kind: env.variable, variable: ${name}, storage: "${storageId}"}`;
  return [
    "The operating system has a variable of that name; add to the entries:",
    ...storage,
    variable,
  ].join("\n");
}

function freeName(name: string, namespace: string, entries: ReadonlyMap<string, RegistryEntry>): string {
  return entries.has(`${namespace}:${name}`) ? freeName(`${name}_env`, namespace, entries) : name;
}
