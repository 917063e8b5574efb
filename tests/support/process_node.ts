import { type Clock, systemClock } from "../../src/base/mod.ts";
import { type ForeignTargets, ProcessNode } from "../../src/processes/mod.ts";

/** A node as an application without workflows has it. */
export function processNode(
  clock: Clock = systemClock,
  foreign?: Partial<ForeignTargets>,
  name = "local",
): ProcessNode {
  return new ProcessNode({
    name,
    clock,
    foreign: { named: () => undefined, at: () => undefined, ...foreign },
  });
}
