import type { LoadedApp } from "./loaded_app.ts";
import type { Startable } from "./prepare.ts";

/** What a user should know about the entries that are started, each a sentence. */
export function startNotes({ settings, members }: LoadedApp, chosen: readonly Startable[]): string[] {
  return chosen.flatMap((configured) => configured.kind.startNotes?.(configured, { settings, members }) ?? []);
}
