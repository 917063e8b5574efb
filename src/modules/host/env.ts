import { AppError, type Data, type Environment, splitEntryId, toByteString } from "../../base/mod.ts";
import { failure, type LuaModule, Suspension, textArgument, type WaitingFunction, waits } from "../../lua/api/mod.ts";
import type { HostEffect } from "./effect.ts";

/** One operation on the application's variables. */
export interface EnvCommand {
  readonly type: "env";
  readonly operation: "get" | "set" | "get_all";
  readonly key: string;
  readonly value: string;
  /** The caller's. */
  readonly namespace: string;
}

/** The function of that name; its arguments are a key and a value, as far as it takes them. */
function member(operation: EnvCommand["operation"], argumentCount: number): WaitingFunction {
  return waits((args, { world }) => {
    const [key = "", value = ""] = Array.from(
      { length: argumentCount },
      (_, i) => textArgument(args, i + 1, operation),
    );
    if (argumentCount > 0 && key === "") return failure("Invalid", "empty key");
    const { namespace } = splitEntryId(world.entryId);
    const command: EnvCommand = { type: "env", operation, key, value, namespace };
    return new Suspension(command);
  });
}

/** Carries out the calls of the module `env`. */
export const envEffect: HostEffect<EnvCommand> = async (command, { resources: { environment } }) => {
  if (!environment) throw new AppError("there is no environment here", { kind: "Internal", retryable: false });
  return await carryOut(command, environment);
};

async function carryOut({ operation, key, value, namespace }: EnvCommand, environment: Environment): Promise<Data> {
  switch (operation) {
    case "get":
      return toByteString(await environment.get(key, namespace));
    case "set":
      await environment.set(key, value, namespace);
      return true;
    case "get_all": {
      const all = await environment.all();
      return new Map([...all].map(([name, value]) => [toByteString(name), toByteString(value)]));
    }
  }
}

const MEMBERS = { get: member("get", 1), set: member("set", 2), get_all: member("get_all", 0) };

/** The `env` module (spec/env.md §7): the variables that the application's entries declare. */
export const envModule: LuaModule = {
  name: "env",
  world: "host",
  members: MEMBERS,
  open: ({ state }) => state.createLibrary(MEMBERS),
};
