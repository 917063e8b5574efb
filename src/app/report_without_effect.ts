import { quote } from "../diagnostics/mod.ts";
import type { LoadedApp } from "./loaded_app.ts";

/** Adds a warning for each field that is set and does nothing, with the reason (architecture.md §4). */
export function reportWithoutEffect({ configured, collector }: LoadedApp): void {
  for (const one of configured.filter(({ isPartial }) => !isPartial)) {
    for (const { path, reason } of one.kind.withoutEffect?.(one) ?? []) {
      collector.report(one.entry.locate(path, true), "no-effect", `${quote(path.join("."))} has no effect: ${reason}`, {
        severity: "warning",
        entryId: one.entry.id,
      });
    }
  }
}
