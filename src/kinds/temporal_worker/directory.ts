import { AppError, type Data, decodeJson, qualifyEntryId } from "../../base/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import type { Directory } from "../../temporal/mod.ts";
import { registrationOf } from "../lua_code/mod.ts";
import type { TemporalClientConfig } from "../temporal_client/schema.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

/** What the workflows of one worker know of the application. */
export function createDirectory(workerId: string, clientId: string, find: Dependencies["find"]): Directory {
  return {
    workerId,
    clientId,
    callOptions: (id) => callOptions(find(id)),
    workflowType(id) {
      const found = find(id);
      const registration = found && registrationOf(found.entry, found.kind.name);
      return registration?.type === "workflow" ? registration.name : id;
    },
    taskQueueOf(host) {
      const found = find(host);
      return found && taskQueueOf(found, find);
    },
  };
}

/** The options that a callee gives to its calls (contract/temporal-activities.md §4). */
function callOptions(callee: Configured | undefined): ReadonlyMap<string, Data> | undefined {
  const options = callee?.entry.meta.options;
  const data = options === undefined ? undefined : decodeJson(JSON.stringify(options));
  return data instanceof Map ? data : undefined;
}

function taskQueueOf({ entry, kind, config }: Configured, find: Dependencies["find"]): string | AppError {
  if (kind.name !== "temporal.worker") {
    const message =
      `"${entry.id}" is a ${kind.name}: workflows can start only workflows, on the queue of a temporal.worker`;
    return new AppError(message, { kind: "Invalid", retryable: false });
  }
  const { client, task_queue } = config as TemporalWorkerConfig;
  const found = find(qualifyEntryId(client, entry.namespace));
  return `${(found?.config as TemporalClientConfig | undefined)?.tq_prefix ?? ""}${task_queue}`;
}
