import { Fault } from "../../api/mod.ts";
import { captureSites, currentPosition, traceSites } from "./position.ts";
import { vm } from "./vm.ts";

/** Ends the running state, which has filled a table beyond a limit. No script can catch that. */
export function tableFault(limit: number, items: string): Fault {
  const { name, position } = currentPosition();
  const fault = new Fault("memory", `"${name?.entryId}" put more than ${limit} ${items} into a table, at ${position}`);
  fault.luaStack = traceSites(captureSites());
  if (vm.state !== undefined) vm.state.fault ??= fault;
  return fault;
}
