import type { Kind } from "../../registry/mod.ts";
import { createProcessHost } from "../process_host/create.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { schema, type TerminalHostConfig } from "./schema.ts";

/** `terminal.host`: runs the process of a command (spec/registry.md §6). */
export const terminalHost: Kind<TerminalHostConfig> = {
  name: "terminal.host",
  schema,
  unknownKeys: "warning",
  references: () => [],
  withoutEffect: ({ config }) => securityWithoutEffect(config),
  uses: ["temporal.client"],
  create: createProcessHost,
};
