import { type Clock, systemClock } from "../../src/base/mod.ts";
import { type ForeignPlaces, ProcessNode } from "../../src/processes/mod.ts";

/** A node as an application without workflows has it. */
export function processNode(clock: Clock = systemClock, foreign?: Partial<ForeignPlaces>): ProcessNode {
  return new ProcessNode({
    name: "local",
    clock,
    foreign: { named: () => undefined, at: () => undefined, ...foreign },
  });
}
