import { quote } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured, DataPath } from "../../registry/mod.ts";
import { mapOf } from "../references.ts";
import { reportUnknownMetaKey } from "../report_unknown_meta_key.ts";
import { commandOf } from "./command_of.ts";
import { COMMAND_FIELDS } from "./meta.ts";

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
    if (!Object.hasOwn(COMMAND_FIELDS, key)) {
      reportUnknownMetaKey(entry, [...path, key], Object.keys(COMMAND_FIELDS), context);
    } else if (key === "main" ? typeof value !== "boolean" : typeof value !== "string") {
      wrongType([...path, key], key === "main" ? "true or false" : "text");
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
