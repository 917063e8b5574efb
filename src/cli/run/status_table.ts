import type { Component, ComponentStatus, Slots } from "../../base/mod.ts";
import type { ServiceState } from "../../app/mod.ts";
import { textTable } from "../report/text_table.ts";

const HEADER = [
  "COMPONENT",
  "STATE",
  "QUEUE",
  "WORKFLOWS",
  "ACTIVITIES",
  "TASKS/S",
  "CACHED",
  "PROCESSES",
  "LAST ERROR",
];

/** What was counted last, of one component. */
interface Count {
  readonly component: Component;
  readonly tasks: number;
  readonly at: bigint;
}

/** Makes the lines of the live table; it remembers counts, since a rate needs two. */
export class StatusTable {
  readonly #counts = new Map<string, Count>();

  /**
   * The table of what the services are at: state, queue, slots in use, tasks per second since the last call, cached
   * workflows, processes, last error.
   *
   * @param now nanoseconds since the Unix epoch
   */
  lines(states: readonly ServiceState[], now: bigint): string[] {
    return textTable([HEADER, ...states.map((state) => this.#row(state, now))]);
  }

  #row({ id, state, history, component }: ServiceState, now: bigint): string[] {
    const status = component?.status?.() ?? {};
    return [
      id,
      state,
      status.queue ?? "",
      slotsText(status.workflowSlots),
      slotsText(status.activitySlots),
      this.#rate(id, component, status, now),
      status.cachedWorkflows?.toString() ?? "",
      status.processes?.toString() ?? "",
      oneLine(status.fault) ?? lastError(history),
    ];
  }

  /** Of a component that has been restarted there is nothing to compare with. */
  #rate(id: string, component: Component | undefined, { tasks }: ComponentStatus, now: bigint): string {
    const last = this.#counts.get(id);
    if (!component || tasks === undefined) return "";
    this.#counts.set(id, { component, tasks, at: now });
    if (last?.component !== component || now <= last.at) return "";
    return ((tasks - last.tasks) * 1e9 / Number(now - last.at)).toFixed(1);
  }
}

function slotsText(slots: Slots | undefined): string {
  return slots ? `${slots.used}/${slots.limit}` : "";
}

function lastError(history: ServiceState["history"]): string {
  return oneLine(history.findLast(({ isFailure }) => isFailure)?.reason) ?? "";
}

function oneLine(text: string | undefined): string | undefined {
  return text?.replaceAll(/\s+/g, " ");
}
