import { quote } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured, DataPath } from "../../registry/mod.ts";
import { mapOf } from "../references.ts";
import { reportUnknownMetaKey } from "../report_unknown_meta_key.ts";
import { commandOf } from "./command_of.ts";

/** What each key of `meta.command` must be. */
const KEYS: Readonly<Record<string, "text" | "true or false">> = {
  name: "text",
  short: "text",
  main: "true or false",
  use_case: "text",
};

/** Reports what is wrong with `meta.command`, and a name that two commands have. */
export function checkCommand({ entry, kind }: Configured, context: CheckContext): void {
  const { collector, ofKind } = context;
  const { command } = entry.meta;
  if (command === undefined) return;
  const path: DataPath = ["meta", "command"];
  const wrongType = (at: DataPath, expected: string) =>
    collector.report(entry.locate(at), "wrong-type", `${at.join(".")} must be ${expected}`, { entryId: entry.id });
  const block = mapOf(command);
  if (!block) return void wrongType(path, "a map");
  for (const [key, value] of Object.entries(block)) {
    const expected = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (expected === undefined) reportUnknownMetaKey(entry, [...path, key], Object.keys(KEYS), context);
    else if (expected === "text" ? typeof value !== "string" : typeof value !== "boolean") {
      wrongType([...path, key], expected);
    }
  }
  const { name } = block;
  if (name === undefined || name === "") return void wrongType([...path, "name"], "text that is not empty");
  const earlier = ofKind(kind).find((other) => commandOf(other.entry)?.name === name);
  if (typeof name !== "string" || !earlier || earlier.entry.id === entry.id) return;
  collector.report(entry.locate([...path, "name"]), "duplicate-registration", `Command ${quote(name)} exists already`, {
    entryId: entry.id,
    notes: [{ text: `${quote(earlier.entry.id)} makes it here`, range: earlier.entry.locate([...path, "name"]) }],
  });
}
