import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  fromByteString,
  invalid,
  isByteString,
  qualifyEntryId,
  splitEntryId,
  type Store,
  type StoreEntry,
  text,
  toByteString,
} from "../../../base/mod.ts";
import {
  failure,
  fromData,
  isIntegerIn,
  type LuaContext,
  type LuaModule,
  type LuaTable,
  type LuaValue,
  method,
  type NativeResult,
  optionalTableArgument,
  orFailure,
  stringArgument,
  Suspension,
  textArgument,
  toData,
  Userdata,
  type UserdataType,
  type WaitingFunction,
  waits,
  wrongType,
} from "../../../lua/api/mod.ts";
import { type HostEffect, LuaReply } from "../effect.ts";
import { positiveSpan } from "../positive_span.ts";

const DEFAULT_LIST_LIMIT = 100;
const MOST_LIST_LIMIT = 1000;

/** Asks for the store of an entry. */
export interface StoreCommand {
  readonly type: "store";
  /** Absolute entry id. */
  readonly id: string;
}

/** A store in a script's hands, until it is released. */
class StoreHandle extends Userdata {
  override readonly type: UserdataType = storeType;
  isReleased = false;

  constructor(readonly id: string, readonly kind: string, readonly store: Store) {
    super();
  }
}

/** What a method gets of its call. */
interface StoreCall {
  readonly handle: StoreHandle;
  /** The first argument, where the method takes a key. */
  readonly key: ByteString;
  readonly args: LuaValue[];
  readonly context: LuaContext;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Makes a method, which asks the store, so that chunks may not call it; an AppError that it throws is returned as `nil, err`. */
function member(name: string, takesKey: boolean, body: (call: StoreCall) => NativeResult): WaitingFunction {
  return waits(method(StoreHandle, name, (handle, args, context) => {
    const key = takesKey ? stringArgument(args, 1, name) : ascii("");
    return orFailure(() => {
      if (handle.isReleased) throw invalid(text`the store "${handle.id}" is released`);
      if (takesKey && key.length === 0) throw invalid("empty key");
      return body({ handle, key, args, context, now: Number(context.world.now() / 1_000_000n) });
    });
  }));
}

const storeType: UserdataType = {
  name: "Store",
  methods: {
    get: member("get", true, (call) => fromData(entryOf(call).value, call.context.state)),
    entry: member("entry", true, (call) => {
      const { value, version, expiresAt } = entryOf(call);
      const expiry: [ByteString, Data][] = expiresAt === undefined ? [] : [[ascii("expires_at"), expiresAt / 1000]];
      return fromData(
        new Map<ByteString, Data>([
          [ascii("key"), call.key],
          [ascii("value"), value],
          [ascii("version"), version],
          ...expiry,
        ]),
        call.context.state,
      );
    }),
    has: member("has", true, ({ handle, key, now }) => handle.store.read(key, now) !== undefined),
    set: member("set", true, ({ handle, key, args, now }) => {
      handle.store.write({ key, value: valueArgument(args, "set"), expiresAt: expiryOf(args[2], now) }, now);
      return true;
    }),
    put: member("put", true, ({ handle, key, args, now }) => {
      const options = optionalTableArgument(args, 3, "put");
      const version = integerOption(options, "version", 0, undefined);
      const expiresAt = expiryOf(options?.get(ascii("ttl")), now);
      return handle.store.write({ key, value: valueArgument(args, "put"), expiresAt, version }, now);
    }),
    delete: member("delete", true, ({ handle, key, now }) => handle.store.remove(key, now)),
    list: member("list", false, ({ handle, args, context, now }) => {
      const options = optionalTableArgument(args, 1, "list");
      const limit = integerOption(options, "limit", 1, DEFAULT_LIST_LIMIT)!;
      if (limit > MOST_LIST_LIMIT) throw invalid(text`"limit" must be at most ${MOST_LIST_LIMIT}`);
      const [prefix, after] = [textOption(options, "prefix"), textOption(options, "after")];
      return fromData(handle.store.keys(prefix, after, limit, now), context.state);
    }),
    info: member("info", false, ({ handle, context, now }) => {
      const { id, kind, store } = handle;
      return fromData(
        new Map<ByteString, Data>([[ascii("id"), toByteString(id)], [ascii("kind"), toByteString(kind)], [
          ascii("size"),
          store.count(now),
        ]]),
        context.state,
      );
    }),
    release: method(StoreHandle, "release", (handle) => {
      handle.isReleased = true;
      return true;
    }),
  },
};

function entryOf({ handle, key, now }: StoreCall): StoreEntry {
  const entry = handle.store.read(key, now);
  if (entry) return entry;
  throw new AppError(text`key not found: ${fromByteString(key)}`, { kind: "NotFound", retryable: false });
}

function valueArgument(args: LuaValue[], name: string): Data {
  if (args[1] === undefined) throw wrongType(args, 2, name, "value");
  const value = toData(args[1]);
  if (value === null) throw invalid("a function or an object cannot be stored");
  return value;
}

/** When something expires that lives so long: a number of seconds or a duration such as "5m"; 0 is for ever. */
function expiryOf(ttl: LuaValue, now: number): number | undefined {
  if (ttl === undefined || ttl === 0) return undefined;
  const expiresAt = Math.ceil(now + (positiveSpan(ttl) ?? NaN));
  if (Number.isSafeInteger(expiresAt)) return expiresAt;
  throw invalid('"ttl" must be a positive number of seconds or a duration such as "5m"');
}

function integerOption<T>(options: LuaTable | undefined, name: string, least: number, fallback: T): number | T {
  const value = options?.get(toByteString(name));
  if (value === undefined) return fallback;
  if (isIntegerIn(value, least)) return value;
  throw invalid(text`"${name}" must be an integer of at least ${least}`);
}

function textOption(options: LuaTable | undefined, name: string): ByteString {
  const value = options?.get(toByteString(name)) ?? ascii("");
  if (isByteString(value)) return value;
  throw invalid(text`"${name}" must be a string`);
}

/** `store.get(id)`: the store of that entry; a name alone is one of the caller's namespace. */
const get = waits((args, { world }) => {
  const id = textArgument(args, 1, "get");
  if (id === "") return failure("Invalid", "empty store id");
  const command: StoreCommand = { type: "store", id: qualifyEntryId(id, splitEntryId(world.entryId).namespace) };
  return new Suspension(command);
});

/** Carries out `store.get`. */
export const storeEffect: HostEffect<StoreCommand> = ({ id }, { resources: { stores } }) => {
  const found = stores?.find(id);
  if (found) return Promise.resolve(new LuaReply(() => [new StoreHandle(id, found.kind, found.store)]));
  return Promise.reject(new AppError(text`store not found: ${id}`, { kind: "NotFound", retryable: false }));
};

/** The `store` module (spec/lua-modules.md §22): keys and values that outlive a call. */
export const storeModule: LuaModule = {
  name: "store",
  world: "host",
  members: { get },
  types: [storeType],
  open: ({ state }) => state.createLibrary({ get }),
};
