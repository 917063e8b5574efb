import { AppError, type Data, decodeJson } from "../../base/mod.ts";
import type { Configured, Dependencies } from "../../registry/mod.ts";
import type { RegistrationIndex } from "../../temporal/mod.ts";
import { registrationOf } from "../lua_code/mod.ts";
import { isWorker } from "./is_worker.ts";
import { queueOf } from "./queue_of.ts";

/** What the workflows of one worker know of the application. */
export function createDirectory(workerId: string, clientId: string, find: Dependencies["find"]): RegistrationIndex {
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
      return found && (isWorker(found) ? queueOf(found, find) : notAWorker(found));
    },
  };
}

/** The options that a callee gives to its calls (spec/temporal-activities.md §4). */
function callOptions(callee: Configured | undefined): ReadonlyMap<string, Data> | undefined {
  const options = callee?.entry.meta.options;
  const data = options === undefined ? undefined : decodeJson(JSON.stringify(options));
  return data instanceof Map ? data : undefined;
}

function notAWorker({ entry, kind }: Configured): AppError {
  const message =
    `"${entry.id}" is a ${kind.name}: workflows can start only workflows, on the queue of a temporal.worker`;
  return new AppError(message, { kind: "Invalid", retryable: false });
}
