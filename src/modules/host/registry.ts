import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  type RegistryRecord,
  splitEntryId,
  text,
  toByteString,
} from "../../base/mod.ts";
import {
  type LuaModule,
  type NativeFunction,
  optionalTableArgument,
  orFailure,
  Suspension,
  textArgument,
  waits,
} from "../../lua/api/mod.ts";
import type { HostEffect } from "./effect.ts";
import { type RegistryFilter, registryFilter } from "./registry_filter.ts";

/** One question about the application's entries. */
export interface RegistryCommand {
  readonly type: "registry";
  /** The entry that is wanted. */
  readonly id?: string;
  /** Chooses among all entries when there is no id. */
  readonly filter?: RegistryFilter;
}

/** `get(id)`: `{ id, kind, meta, data }`. */
const get = waits((args) => {
  const command: RegistryCommand = { type: "registry", id: textArgument(args, 1, "get") };
  return new Suspension(command);
});

/** `find(filter?)`: a list of entries, ordered by id. */
const find = waits((args, { world }) => {
  const table = optionalTableArgument(args, 1, "find");
  return orFailure(() => {
    const filter = registryFilter(table, (message) => world.log?.("warn", message, {}));
    const command: RegistryCommand = { type: "registry", filter };
    return new Suspension(command);
  });
});

/** `parse_id(text)`: `{ ns, name }`; `ns` is empty where there is no colon. */
const parseId: NativeFunction = (args, { state }) => {
  const { namespace, name } = splitEntryId(textArgument(args, 1, "parse_id"));
  const table = state.createTable();
  table.set(ascii("ns"), toByteString(namespace));
  table.set(ascii("name"), toByteString(name));
  return table;
};

/** Carries out the calls of the module `registry`. */
export const registryEffect: HostEffect<RegistryCommand> = ({ id, filter }, { resources: { registry } }) => {
  if (id === undefined) return Promise.resolve((registry?.all() ?? []).filter(filter!).map(tableOf));
  const record = registry?.get(id);
  if (record) return Promise.resolve(tableOf(record));
  const message = text`entry not found: ${id}`;
  return Promise.reject(new AppError(message, { kind: "NotFound", retryable: false }));
};

function tableOf({ id, kind, meta, data }: RegistryRecord): Data {
  return new Map<ByteString, Data>([
    [ascii("id"), toByteString(id)],
    [ascii("kind"), toByteString(kind)],
    [ascii("meta"), new Map(meta)],
    [ascii("data"), new Map(data)],
  ]);
}

const MEMBERS = { get, find, parse_id: parseId };

/** The `registry` module (spec/lua-modules.md §19): reads the application's entries. */
export const registryModule: LuaModule = {
  name: "registry",
  world: "host",
  members: MEMBERS,
  open: ({ state }) => state.createLibrary(MEMBERS),
};
