import { quote } from "../diagnostics/mod.ts";
import type { CheckContext, Configured, DataPath } from "../registry/mod.ts";

const PLACEHOLDER_REGEXP = /\$\{env:[^|}]*/;

/** Reports each `${env:…}` in an entry's data: taken as written it would name a server or a queue that nobody meant. */
export function refusePlaceholders({ entry }: Configured, { collector }: CheckContext): void {
  const walk = (value: unknown, path: DataPath) => {
    if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, Array.isArray(value) ? Number(key) : key]);
    }
    const placeholder = typeof value === "string" && PLACEHOLDER_REGEXP.exec(value)?.[0];
    if (!placeholder) return;
    // What follows the name is a default, which may be a secret.
    const message = `Placeholder ${quote(`${placeholder}}`)} is not supported yet`;
    collector.report(entry.locate(path), "unsupported-value", message, {
      entryId: entry.id,
      notes: ["Write the value itself, or set it with -o NS:ENTRY:PATH=VALUE"],
      sensitive: true,
    });
  };
  walk(entry.data, []);
}
