import { AppError, isByteString, orError, text } from "../../../base/mod.ts";
import {
  LuaError,
  type LuaTable,
  type LuaValue,
  method,
  tableArgument,
  textArgument,
  toData,
  Userdata,
  type UserdataType,
  type WaitingFunction,
  waits,
} from "../../../lua/api/mod.ts";
import { type SpawnSettings, waitFor } from "../command.ts";
import { withActor, withScope } from "../security.ts";
import { makeExec, makeSpawn, withContext, withOptions } from "./spawn_command.ts";

/**
 * What `process.with_options` and `with_context` give (spec/temporal-workflows.md §3.1). Immutable: every `with_…`
 * gives a new one. Its methods raise errors where the module's functions return them.
 */
export class Spawner extends Userdata {
  override readonly type: UserdataType = spawnerType;

  constructor(readonly settings: SpawnSettings) {
    super();
  }
}

export const spawnerType: UserdataType = {
  name: "Spawner",
  methods: {
    with_context: method(Spawner, "with_context", ({ settings }, args, context) => {
      return new Spawner(withContext(settings, textKeys(args, "with_context"), context));
    }),
    with_options: method(Spawner, "with_options", ({ settings }, args, context) => {
      return new Spawner(withOptions(settings, textKeys(args, "with_options"), context));
    }),
    with_actor: method(Spawner, "with_actor", ({ settings }, args, context) => {
      return new Spawner({ ...settings, context: withActor(settings.context, args, context) });
    }),
    with_scope: method(Spawner, "with_scope", ({ settings }, args, context) => {
      return new Spawner({ ...settings, context: withScope(settings.context, args, context) });
    }),
    with_name: method(Spawner, "with_name", ({ settings }, args) => {
      const name = textArgument(args, 1, "with_name");
      if (name === "") throw new LuaError("name cannot be empty");
      return new Spawner({ ...settings, name });
    }),
    with_message: method(Spawner, "with_message", ({ settings }, args) => {
      const topic = textArgument(args, 1, "with_message");
      if (topic.startsWith("@")) throw new LuaError("cannot send to @ topics");
      const values = orError(() => args.slice(1).map(toData));
      if (values instanceof AppError) throw new LuaError(values.message);
      return new Spawner({ ...settings, messages: [...settings.messages, { topic, values }] });
    }),
    spawn: spawnMethod("spawn"),
    spawn_monitored: spawnMethod("spawn_monitored"),
    spawn_linked: spawnMethod("spawn_linked"),
    spawn_linked_monitored: spawnMethod("spawn_linked_monitored"),
    exec: waits(method(Spawner, "exec", ({ settings }, args) => {
      requireTarget("exec", args);
      return waitFor(makeExec(args, settings));
    })),
  },
};

function spawnMethod(name: string): WaitingFunction {
  return waits(method(Spawner, name, ({ settings }, args) => {
    requireTarget(name, args);
    return waitFor(makeSpawn(name, args, settings));
  }));
}

function requireTarget(name: string, args: LuaValue[]): void {
  if (args.length < 2) throw new LuaError(text`${name} requires at least id and host arguments`);
}

function textKeys(args: LuaValue[], name: string): LuaTable {
  const table = tableArgument(args, 1, name);
  for (const [key] of table.entries()) {
    if (!isByteString(key)) throw new LuaError(text`bad argument #1 to '${name}' (keys must be strings)`);
  }
  return table;
}
