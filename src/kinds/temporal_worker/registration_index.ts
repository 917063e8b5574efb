import { AppError, type ByteString, type Data, decodeJson } from "../../base/mod.ts";
import { type Configured, type Entry, type EntryLookup, isOfKind, type Kind } from "../../registry/mod.ts";
import type { RegistrationIndex } from "../../temporal/mod.ts";
import { registrationOf } from "../lua_code/mod.ts";
import { queueOf } from "./lookup.ts";
import type { TemporalWorkerConfig } from "./schema.ts";

type CallOptions = ReadonlyMap<ByteString, Data> | undefined;

/** The worker whose workflows look something up. */
export interface WorkerIdentity {
  readonly workerId: string;
  readonly clientId: string;
  /** The kind of workers. */
  readonly workers: Kind<TemporalWorkerConfig>;
}

/** What the workflows of one worker know of the application. */
export function registrationIndex(
  { workerId, clientId, workers }: WorkerIdentity,
  { find }: Pick<EntryLookup, "find">,
): RegistrationIndex {
  // Converted once per entry, not at each call.
  const converted = new WeakMap<Entry, CallOptions>();
  const callOptions = (entry: Entry) => {
    if (!converted.has(entry)) converted.set(entry, callOptionsOf(entry));
    return converted.get(entry);
  };
  return {
    workerId,
    clientId,
    callOptions(id) {
      const callee = find(id);
      return callee && callOptions(callee.entry);
    },
    workflowType(id) {
      const found = find(id);
      const registration = found && registrationOf(found.entry, found.kind.name);
      return registration?.type === "workflow" ? registration.name : id;
    },
    taskQueueOf(host) {
      const found = find(host);
      return found && (isOfKind(found, workers) ? queueOf(found, { find }) : notAWorker(found));
    },
  };
}

/** The options that a callee gives to its calls (spec/temporal-activities.md §4). */
function callOptionsOf({ meta: { options } }: Entry): CallOptions {
  const data = options === undefined ? undefined : decodeJson(JSON.stringify(options));
  return data instanceof Map ? data : undefined;
}

function notAWorker({ entry, kind }: Configured): AppError {
  const message =
    `"${entry.id}" is a ${kind.name}: workflows can start only workflows, on the queue of a temporal.worker`;
  return new AppError(message, { kind: "Invalid", retryable: false });
}
