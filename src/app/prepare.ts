import { quote } from "../diagnostics/mod.ts";
import type { LifecycleBlock } from "../kinds/mod.ts";
import type { Configured } from "../registry/mod.ts";
import type { LoadedApp } from "./loaded_app.ts";
import { reportMissingPermissions } from "./report_missing_permissions.ts";

/** An entry that can be started. */
export type Startable = Configured<{ lifecycle: LifecycleBlock }>;

/**
 * Decides what to start (spec/registry.md §5): the entries with `lifecycle.auto_start`, or the given ones, and what
 * they need. Reports as diagnostics of the app: nothing to start, fields that have no effect, and
 * permissions that Deno does not give.
 *
 * @param ids start these and nothing else; they can be started
 * @returns ordered so that needs come first
 */
export function prepare(app: LoadedApp, ids?: readonly string[]): Startable[] {
  const chosen = startables(app, ids ?? selfStarting(app).map(({ entry }) => entry.id));
  if (chosen.length === 0 && !ids) reportNothingToStart(app, allStartables(app));
  reportWithoutEffect(app);
  reportMissingPermissions(app);
  return chosen;
}

/** Those of the entries that can be started, and what they need; ordered so that needs come first. */
export function startables(app: LoadedApp, ids: readonly string[]): Startable[] {
  const startable = allStartables(app);
  const wanted = new Set<string>();
  for (const { entry } of startable.filter(({ entry }) => ids.includes(entry.id))) addNeeds(app, entry.id, wanted);
  return startable.filter(({ entry }) => wanted.has(entry.id));
}

/** The entries that start with the application (spec/registry.md §5). */
export function selfStarting(app: LoadedApp): Startable[] {
  return allStartables(app).filter(({ config }) => config.lifecycle.auto_start);
}

function allStartables(app: LoadedApp): Startable[] {
  return app.layers.flat().filter((configured): configured is Startable => Boolean(configured.kind.create));
}

/** Adds an entry and, through whatever lies between, all that it needs. */
export function addNeeds(app: LoadedApp, id: string, found: Set<string>): void {
  if (found.has(id)) return;
  found.add(id);
  for (const { entry } of app.needs(id)) addNeeds(app, entry.id, found);
}

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

/** What a user should know about the entries that are started, each a sentence. */
export function startNotes({ settings, members }: LoadedApp, chosen: readonly Startable[]): string[] {
  return chosen.flatMap((configured) => configured.kind.startNotes?.(configured, { settings, members }) ?? []);
}

function reportNothingToStart({ collector }: LoadedApp, startable: readonly Startable[]): void {
  // What has faults of its own could not be looked at: those come first.
  if (collector.errorCount > 0) return;
  if (startable.length === 0) {
    collector.report(undefined, "nothing-to-start", "The application has nothing that could be started", {
      notes: ['Add an entry of kind "temporal.client" and one of kind "temporal.worker"'],
    });
    return;
  }
  const names = startable.map(({ entry }) => quote(entry.id)).join(", ");
  collector.report(undefined, "nothing-to-start", `No entry is started with the program: ${names} could be`, {
    notes: [
      ...startable.map(({ entry }) => ({ text: `${quote(entry.id)} stands here`, range: entry.locate([]) })),
      "Add to the entries that should start: lifecycle: {auto_start: true}",
    ],
  });
}
