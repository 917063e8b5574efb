import { qualifyEntryId } from "../../base/mod.ts";
import { ProcessService } from "../../processes/mod.ts";
import { dataOf, type Kind } from "../../registry/mod.ts";
import { securityWithoutEffect } from "../lifecycle.ts";
import { createProcessNode } from "../process_node.ts";
import { referenceText } from "../reference_text.ts";
import { type ProcessServiceConfig, schema } from "./schema.ts";

/** The kinds of entries that a service names. */
const REFERENCES = { process: ["process.lua"], host: ["process.host"] } as const;

/** `process.service`: one process that is kept running (contract/registry.md §2). */
export const processService: Kind<ProcessServiceConfig> = {
  name: "process.service",
  schema,
  unknownKeys: "warning",
  references(entry, data) {
    return Object.entries(REFERENCES).flatMap(([key, kinds]) => {
      const id = referenceText(data[key]);
      return id ? [{ target: qualifyEntryId(id, entry.namespace), path: [key], edge: "needs" as const, kinds }] : [];
    });
  },
  withoutEffect: ({ config }) => securityWithoutEffect(config),
  create({ entry: { namespace }, config }, { shared, logger }) {
    return Promise.resolve(
      new ProcessService({
        node: shared(createProcessNode),
        target: qualifyEntryId(config.process, namespace),
        host: qualifyEntryId(config.host, namespace),
        args: config.input.map(dataOf),
        logger,
      }),
    );
  },
};
