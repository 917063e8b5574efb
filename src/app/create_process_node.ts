import { AppError, systemClock } from "../base/mod.ts";
import { processHost, terminalHost, WorkflowTargets } from "../kinds/mod.ts";
import { type ForeignTargets, ProcessNode, type SpawnTarget } from "../processes/mod.ts";
import type { Dependencies } from "../registry/mod.ts";

/** What {@linkcode createProcessNode} works on. */
type Parts = Pick<Dependencies, "find" | "members" | "ofKind" | "reach" | "settings" | "logger">;

/** Makes the node that knows the processes of one running application; all its components share it. */
export function createProcessNode(dependencies: Parts): ProcessNode {
  return new ProcessNode({
    name: dependencies.settings.nodeName,
    series: crypto.randomUUID().slice(0, 8),
    clock: systemClock,
    foreign: foreignTargets(dependencies),
  });
}

function foreignTargets(dependencies: Parts): ForeignTargets {
  const workflows = new WorkflowTargets(dependencies);
  return {
    named(hostId): SpawnTarget | undefined {
      // Hosts that run are known to the node by themselves.
      if (dependencies.find(processHost, hostId) ?? dependencies.find(terminalHost, hostId)) {
        throw new AppError("host is not running", { kind: "Unavailable", retryable: false });
      }
      return workflows.named(hostId);
    },
    at: (pid) => workflows.at(pid),
  };
}
