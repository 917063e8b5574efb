import { ascii, type ByteString, fromByteString, isByteString } from "../../../base/mod.ts";
import { failure, type LuaValue, type Native, type WaitingResult, waits } from "../../../lua/api/mod.ts";
import { type NameCommand, waitFor } from "../command.ts";
import { parsePid } from "./pid.ts";
import { type ProcessFunction, processFunction } from "./process_world.ts";

const REGISTRY_SCOPES = { LOCAL: 0, EVENTUAL: 1, CONSISTENT: 2, STRONG: 3 };

const MEMBERS: Readonly<Record<string, ProcessFunction<WaitingResult>>> = {
  register([name, pid, scope]) {
    const problem = nameProblem(name) ?? pidProblem(pid) ?? scopeProblem(scope);
    if (problem !== undefined) return failure("Invalid", problem);
    const holder = pid === undefined ? {} : { pid: fromByteString(pid as ByteString) };
    return waitFor({ type: "register_name", name: fromByteString(name as ByteString), ...holder });
  },
  lookup: ([name]) => named("look_up_name", name),
  unregister: ([name, scope]) => {
    const problem = scopeProblem(scope);
    return problem === undefined ? named("unregister_name", name) : failure("Invalid", problem);
  },
};

function named(type: NameCommand["type"], name: LuaValue): WaitingResult {
  const problem = nameProblem(name);
  return problem === undefined
    ? waitFor({ type, name: fromByteString(name as ByteString) })
    : failure("Invalid", problem);
}

function nameProblem(name: LuaValue): string | undefined {
  if (!isByteString(name)) return "name must be a string";
  return name === ascii("") ? "name cannot be empty" : undefined;
}

function pidProblem(pid: LuaValue): string | undefined {
  if (pid === undefined) return undefined;
  if (!isByteString(pid)) return "pid must be a string";
  return parsePid(fromByteString(pid)) ? undefined : `invalid pid "${fromByteString(pid)}"`;
}

function scopeProblem(scope: LuaValue): string | undefined {
  const isScope = scope === undefined || Object.values(REGISTRY_SCOPES).some((known) => known === scope);
  return isScope ? undefined : "scope must be one of process.registry.LOCAL, EVENTUAL, CONSISTENT and STRONG";
}

/** `process.registry` (spec/lua-modules.md §5). There is one runtime, so all scopes are the same. */
export const processRegistry: Readonly<Record<string, Native | number>> = {
  ...Object.fromEntries(
    Object.entries(MEMBERS).map(([name, body]) => [name, waits(processFunction(`registry.${name}`, body))] as const),
  ),
  ...REGISTRY_SCOPES,
};
