import { systemClock } from "../../base/mod.ts";
import type { Pid } from "../../modules/commands/mod.ts";
import { type ProcessHandle, type SpawnTarget, WorkflowTarget } from "../../processes/mod.ts";
import type { Dependencies } from "../../registry/mod.ts";
import { temporalClient } from "../temporal_client/kind.ts";
import { temporalWorker } from "./kind.ts";
import { clientIdOf, queueOf, registrations } from "./lookup.ts";
import { registrationIndex } from "./registration_index.ts";

/** What {@linkcode WorkflowTargets} works on. */
type Parts = Pick<Dependencies, "find" | "members" | "ofKind" | "reach" | "logger">;

/** The workflows of an application, as its processes start and reach them (spec/temporal-workflows.md §3, §4). */
export class WorkflowTargets {
  readonly #dependencies: Parts;
  readonly #places = new Map<string, WorkflowTarget>();
  /** Starts that were warned of. */
  readonly #noted = new Set<string>();

  constructor(dependencies: Parts) {
    this.#dependencies = dependencies;
  }

  /** Where workflows of a `temporal.worker` are started; undefined for any other entry. */
  named(workerId: string): SpawnTarget | undefined {
    const worker = this.#dependencies.find(temporalWorker, workerId);
    return worker && this.#place(workerId, clientIdOf(worker));
  }

  /** The workflow that a pid names by its worker or by its client; undefined for a pid of something else. */
  at(pid: Pid): ProcessHandle | undefined {
    const client = pid.node === undefined ? undefined : this.#dependencies.find(temporalClient, pid.node);
    return client ? this.#place(pid.host, client.entry.id).at(pid) : this.named(pid.host)?.at(pid);
  }

  #place(workerId: string, clientId: string): SpawnTarget {
    const key = `${clientId}@${workerId}`;
    let place = this.#places.get(key);
    if (!place) this.#places.set(key, place = this.#make(workerId, clientId));
    return place;
  }

  #make(workerId: string, clientId: string): WorkflowTarget {
    const { reach, find } = this.#dependencies;
    const { workflowType } = registrationIndex({ workerId, clientId, workers: temporalWorker }, { find });
    const worker = find(temporalWorker, workerId);
    return new WorkflowTarget({
      ...{ workerId, clientId, workflowType, clock: systemClock },
      // A place of a client alone has no queue, and nothing is started there.
      taskQueue: worker ? queueOf(worker, { find }) : "",
      client: async () => (await reach(temporalClient, clientId)).calls,
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
    const workers = this.#dependencies.ofKind(temporalWorker)
      .filter((worker) => clientIdOf(worker) === clientId && queueOf(worker, this.#dependencies) === taskQueue);
    if (workers.length === 0) return `No worker of the application polls the queue "${taskQueue}"`;
    const isRun = workers.some(({ entry }) =>
      registrations(entry.id, this.#dependencies)
        .some(({ registration: { type, name } }) => type === "workflow" && name === workflowType)
    );
    if (isRun) return undefined;
    return `No worker of the application on the queue "${taskQueue}" runs workflows of the type "${workflowType}"`;
  }
}
