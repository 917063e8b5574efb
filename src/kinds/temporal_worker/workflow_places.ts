import { systemClock } from "../../base/mod.ts";
import type { Pid } from "../../modules/commands/mod.ts";
import { type ProcessHandle, type SpawnTarget, WorkflowTarget } from "../../processes/mod.ts";
import type { Dependencies } from "../../registry/mod.ts";
import type { TemporalClient } from "../../temporal/mod.ts";
import { clientOf } from "./client_of.ts";
import { createDirectory } from "./directory.ts";
import { isWorker } from "./is_worker.ts";
import { queueOf } from "./queue_of.ts";
import { registrations } from "./registrations.ts";
import { workersOf } from "./workers_of.ts";

/** What {@linkcode WorkflowPlaces} works on. */
type Parts = Pick<Dependencies, "find" | "members" | "ofKind" | "reach" | "logger">;

/** The workflows of an application, as its processes start and reach them (spec/temporal-workflows.md §3, §4). */
export class WorkflowPlaces {
  readonly #dependencies: Parts;
  readonly #places = new Map<string, WorkflowTarget>();
  /** Starts that were warned of. */
  readonly #noted = new Set<string>();

  constructor(dependencies: Parts) {
    this.#dependencies = dependencies;
  }

  /** Where workflows of a `temporal.worker` are started; undefined for any other entry. */
  named(workerId: string): SpawnTarget | undefined {
    const worker = this.#dependencies.find(workerId);
    return isWorker(worker) ? this.#place(workerId, clientOf(worker)) : undefined;
  }

  /** The workflow that a pid names by its worker or by its client; undefined for a pid of something else. */
  at(pid: Pid): ProcessHandle | undefined {
    const { find } = this.#dependencies;
    const isClient = pid.node !== undefined && find(pid.node)?.kind.name === "temporal.client";
    return isClient ? this.#place(pid.host, pid.node!).at(pid) : this.named(pid.host)?.at(pid);
  }

  #place(workerId: string, clientId: string): SpawnTarget {
    const key = `${clientId}@${workerId}`;
    let place = this.#places.get(key);
    if (!place) this.#places.set(key, place = this.#make(workerId, clientId));
    return place;
  }

  #make(workerId: string, clientId: string): WorkflowTarget {
    const { reach, find } = this.#dependencies;
    const { workflowType } = createDirectory(workerId, clientId, find);
    const worker = find(workerId);
    return new WorkflowTarget({
      ...{ workerId, clientId, workflowType, clock: systemClock },
      // A place of a client alone has no queue, and nothing is started there.
      taskQueue: isWorker(worker) ? queueOf(worker, find) : "",
      client: async () => (await reach(clientId) as TemporalClient).calls,
      noteStart: (type, queue) => this.#note(clientId, type, queue),
    });
  }

  /** Warns once of a start that no worker of the application takes: another program may. */
  #note(clientId: string, workflowType: string, taskQueue: string): void {
    const key = [clientId, workflowType, taskQueue].join(" ");
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    const problem = this.#problem(clientId, workflowType, taskQueue);
    if (problem) {
      this.#dependencies.logger.log(
        "warn",
        `${problem}; the workflow waits until a worker of another program takes it`,
      );
    }
  }

  #problem(clientId: string, workflowType: string, taskQueue: string): string | undefined {
    const { find } = this.#dependencies;
    const workers = workersOf(this.#dependencies)
      .filter((worker) => clientOf(worker) === clientId && queueOf(worker, find) === taskQueue);
    if (workers.length === 0) return `No worker of the application polls the queue "${taskQueue}"`;
    const isRun = workers.some(({ entry }) =>
      registrations(entry.id, this.#dependencies)
        .some(({ registration: { type, name } }) => type === "workflow" && name === workflowType)
    );
    if (isRun) return undefined;
    return `No worker of the application on the queue "${taskQueue}" runs workflows of the type "${workflowType}"`;
  }
}
