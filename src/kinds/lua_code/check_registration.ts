import { type DiagnosticCode, type ReportOptions, suggest } from "../../diagnostics/mod.ts";
import type { CheckContext, Configured, DataPath } from "../../registry/mod.ts";
import { VERSIONING_BEHAVIORS, VERSIONING_BEHAVIORS_TEXT } from "../../settings/mod.ts";
import { mapOf, referenceText } from "../references.ts";
import { reportUnknownMetaKey } from "../report_unknown_meta_key.ts";
import { REGISTRATION_FIELDS } from "./meta.ts";
import { REGISTRATION_TYPES } from "./registration.ts";

/** Reports a `meta.temporal` that is not what the contract describes: it would silently not register anything. */
export function checkRegistration({ entry, kind }: Configured, context: CheckContext): void {
  const report = (path: DataPath, code: DiagnosticCode, message: string, options: ReportOptions = {}, key = false) =>
    context.collector.report(entry.locate(path, key), code, message, { entryId: entry.id, ...options });
  const wrongType = (path: DataPath, expected: string) =>
    report(path, "wrong-type", `${path.join(".")} must be ${expected}`);

  if (entry.meta.temporal === undefined) return;
  const temporal = mapOf(entry.meta.temporal);
  if (!temporal) return wrongType(["meta", "temporal"], "a map");
  const type = REGISTRATION_TYPES[kind.name];
  for (const key of Object.keys(temporal)) {
    if (key === type) continue;
    const path = ["meta", "temporal", key];
    if (key === "workflow" || key === "activity") {
      const message = `meta.temporal.${key} has no effect on a ${kind.name}`;
      report(path, "no-effect", message, { severity: "warning" }, true);
    } else reportUnknownMetaKey(entry, path, type ? [type] : [], context);
  }
  if (type && temporal[type] !== undefined) checkBlock(type, temporal[type]);

  function checkBlock(type: "workflow" | "activity", value: unknown): void {
    const path = ["meta", "temporal", type];
    const block = mapOf(value);
    if (!block) return wrongType(path, "a map");
    const known = Object.keys(REGISTRATION_FIELDS[type]);
    for (const key of Object.keys(block)) {
      if (!known.includes(key)) reportUnknownMetaKey(entry, [...path, key], known, context);
    }
    if (block.worker === undefined || block.worker === null || block.worker === "") {
      report(path, "missing-worker", `"${entry.id}" is not registered as ${type}: ${path.join(".")} names no worker`, {
        severity: "warning",
        notes: ["Add the id of a temporal.worker: worker: app:worker"],
      }, true);
    } else if (referenceText(block.worker) === undefined) {
      wrongType([...path, "worker"], 'the id of an entry, such as "app:worker"');
    }
    if (type === "workflow" && block.name !== undefined && (typeof block.name !== "string" || block.name === "")) {
      wrongType([...path, "name"], "text that is not empty");
    }
    const behavior = block.versioning_behavior;
    if (type === "workflow" && behavior !== undefined && !VERSIONING_BEHAVIORS.some((known) => known === behavior)) {
      badBehavior([...path, "versioning_behavior"], behavior);
    }
    if (type === "activity" && block.local !== undefined && typeof block.local !== "boolean") {
      wrongType([...path, "local"], "true or false");
    }
  }

  function badBehavior(path: DataPath, behavior: unknown): void {
    if (typeof behavior !== "string") return wrongType(path, `one of ${VERSIONING_BEHAVIORS_TEXT}`);
    const near = suggest(behavior, VERSIONING_BEHAVIORS);
    const message = `Invalid versioning_behavior: "${behavior}"; it is one of ${VERSIONING_BEHAVIORS_TEXT}`;
    report(path, "invalid-value", message, { notes: near ? [`Did you mean "${near}"?`] : [] });
  }
}
