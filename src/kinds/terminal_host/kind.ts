import { defineKind } from "../../registry/mod.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { createProcessHost } from "../process_host/kind.ts";
import { schema } from "./schema.ts";

/** `terminal.host`: runs the process of a command (spec/registry.md §6). */
export const terminalHost = defineKind({
  name: "terminal.host",
  schema,
  unknownKeys: "warning",
  references: () => [],
  withoutEffect: ({ config }) => securityWithoutEffect(config),
  uses: ["temporal.client"],
  create: createProcessHost,
});
