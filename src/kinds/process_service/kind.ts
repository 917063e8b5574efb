import { qualifyEntryId } from "../../base/mod.ts";
import { ProcessService } from "../../processes/mod.ts";
import { dataOf, defineKind } from "../../registry/mod.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { needs } from "../references.ts";
import { schema } from "./schema.ts";

/** `process.service`: one process that is kept running (spec/registry.md §2). */
export const processService = defineKind({
  name: "process.service",
  schema,
  unknownKeys: "warning",
  references: (entry, { process, host }) => [
    ...needs(entry, process, ["process"], ["process.lua"]),
    ...needs(entry, host, ["host"], ["process.host"]),
  ],
  withoutEffect: ({ config }) => securityWithoutEffect(config),
  create({ entry: { namespace }, config }, { processes, logger }) {
    return Promise.resolve(
      new ProcessService({
        node: processes,
        target: qualifyEntryId(config.process, namespace),
        host: qualifyEntryId(config.host, namespace),
        args: config.input.map(dataOf),
        logger,
      }),
    );
  },
});
