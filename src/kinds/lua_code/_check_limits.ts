import type { CheckContext, Configured } from "../../registry/mod.ts";
import { mapOf } from "../references.ts";
import { reportUnknownMetaKey } from "../report_unknown_meta_key.ts";
import { LIMIT_SETTINGS } from "./limits.ts";

const PATH = ["meta", "limits"];

/** Reports a `meta.limits` that does not say what its author wants. */
export function checkLimits({ entry, kind }: Configured, context: CheckContext): void {
  const { collector } = context;
  const { limits } = entry.meta;
  if (limits === undefined) return;
  const entryId = entry.id;
  const map = mapOf(limits);
  if (!map) return collector.report(entry.locate(PATH), "wrong-type", "meta.limits must be a map", { entryId });
  if (kind.name === "library.lua") {
    const message = "meta.limits has no effect on a library.lua: the limits are those of the entry that imports it";
    return collector.report(entry.locate(PATH, true), "no-effect", message, { entryId, severity: "warning" });
  }
  for (const [name, value] of Object.entries(map)) {
    const path = [...PATH, name];
    const setting = Object.hasOwn(LIMIT_SETTINGS, name)
      ? LIMIT_SETTINGS[name as keyof typeof LIMIT_SETTINGS]
      : undefined;
    if (setting === undefined) reportUnknownMetaKey(entry, path, Object.keys(LIMIT_SETTINGS), context);
    else if (setting.read(value) === undefined) {
      const message = `Invalid meta.limits.${name}: it is ${setting.expected}`;
      collector.report(entry.locate(path), "invalid-value", message, { entryId });
    }
  }
}
