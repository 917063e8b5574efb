import { qualifyEntryId } from "../../base/mod.ts";
import { type Note, quote } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured, DataPath } from "../../registry/mod.ts";
import { LATER_MODULES, luaModules } from "../lua_modules.ts";
import { isLuaCode, isModuleName } from "./_analyze.ts";
import type { LuaCodeConfig } from "./config.ts";

/** One use of a module, by the workflow itself or by a library. */
interface Use {
  readonly module: string;
  readonly user: Configured<LuaCodeConfig>;
  /** Where the user names it. */
  readonly path: DataPath;
  /** The alias under which the workflow imports the user, or what leads to it; absent for the workflow's own. */
  readonly alias?: string;
}

/** Reports modules that workflows may not use, also those of the libraries that they import (spec/registry.md §2.1). */
export function checkModules(workflow: Configured<LuaCodeConfig>, { collector, find }: CheckContext): void {
  for (const { module, user, path, alias } of uses(workflow, find, new Set())) {
    const world = luaModules.get(module)?.world ?? LATER_MODULES.get(module);
    if (world !== "host") continue;
    const entryId = workflow.entry.id;
    const place = user.entry.locate(path);
    const help = "Use it in a function.lua and call that from the workflow with funcs.call";
    const message = `Module ${quote(module)} is not allowed in the workflow ${quote(entryId)}`;
    if (alias === undefined) {
      collector.report(place, "module-not-allowed", message, { entryId, notes: [help] });
      continue;
    }
    const notes: (string | Note)[] = [{ text: `${quote(user.entry.id)} uses it here`, range: place }, help];
    collector.report(
      workflow.entry.locate(["imports", alias]),
      "module-not-allowed",
      `${message}: it imports ${quote(user.entry.id)}, which uses it`,
      { entryId, notes },
    );
  }
}

function* uses(
  user: Configured<LuaCodeConfig>,
  find: CheckContext["find"],
  seen: Set<Configured>,
  alias?: string,
): Generator<Use> {
  seen.add(user);
  for (const [index, module] of user.config.modules.entries()) yield { module, user, path: ["modules", index], alias };
  for (const [name, reference] of Object.entries(user.config.imports)) {
    if (isModuleName(reference)) {
      yield { module: reference, user, path: ["imports", name], alias };
      continue;
    }
    const imported = find(qualifyEntryId(reference, user.entry.namespace));
    if (imported && isLuaCode(imported) && !seen.has(imported)) yield* uses(imported, find, seen, alias ?? name);
  }
}
