import { AppError, systemClock } from "../base/mod.ts";
import { type ForeignTargets, ProcessNode, type SpawnTarget } from "../processes/mod.ts";
import type { Dependencies } from "../registry/mod.ts";
import { WorkflowPlaces } from "./temporal_worker/workflow_places.ts";

/** Makes the processes of one running application; shared by all its components. */
export function createProcessNode(dependencies: Dependencies): ProcessNode {
  return new ProcessNode({
    name: dependencies.settings.nodeName,
    series: crypto.randomUUID().slice(0, 8),
    clock: systemClock,
    foreign: foreignPlaces(dependencies),
  });
}

function foreignPlaces(dependencies: Dependencies): ForeignTargets {
  const workflows = new WorkflowPlaces(dependencies);
  return {
    named(hostId): SpawnTarget | undefined {
      const kind = dependencies.find(hostId)?.kind.name;
      // Hosts that run are known to the node by themselves.
      if (kind === "process.host" || kind === "terminal.host") {
        throw new AppError("host is not running", { kind: "Unavailable", retryable: false });
      }
      return workflows.named(hostId);
    },
    at: (pid) => workflows.at(pid),
  };
}
