import { AppError, fromByteString, isByteString, LOG_LEVELS, type LogLevel } from "../../base/mod.ts";
import {
  failure,
  type LuaModule,
  LuaTable,
  type LuaValue,
  method,
  numberText,
  optionalTableArgument,
  tableArgument,
  textArgument,
  toData,
  typeName,
  Userdata,
  type UserdataType,
  wrongType,
} from "../../lua/api/mod.ts";
import { plainValue } from "./plain_value.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What `logger` is, and what its `with` and `named` give; immutable. */
class LuaLogger extends Userdata {
  override readonly type: UserdataType = loggerType;

  /** @param name parts joined by dots; empty for the first one */
  constructor(readonly name: string, readonly fields: Fields) {
    super();
  }
}

/** `logger:info(message, fields?)` and its like. */
function writer(level: LogLevel) {
  return method(LuaLogger, level, ({ name, fields }, args, { world, state }) => {
    if (!isByteString(args[0])) throw wrongType(args, 1, level, "string");
    const added = optionalTableArgument(args, 2, level);
    const position = state.position();
    const all = { position, ...(name && { logger: name }), ...fields, ...(added && fieldsOf(added)) };
    world.log?.(level, fromByteString(args[0]), all);
    return [];
  });
}

const loggerType: UserdataType = {
  name: "Logger",
  methods: {
    ...Object.fromEntries(LOG_LEVELS.map((level) => [level, writer(level)])),
    with: method(LuaLogger, "with", ({ name, fields }, args) => {
      return new LuaLogger(name, { ...fields, ...fieldsOf(tableArgument(args, 1, "with")) });
    }),
    named: method(LuaLogger, "named", ({ name, fields }, args) => {
      const added = textArgument(args, 1, "named");
      if (added === "") return failure("Invalid", "logger.named: the name is empty");
      return new LuaLogger(name === "" ? added : `${name}.${added}`, fields);
    }),
  },
};

function fieldsOf(table: LuaTable): Fields {
  return Object.fromEntries([...table.entries()].map(([key, value]) => [keyText(key), fieldValue(value)]));
}

function keyText(key: LuaValue): string {
  if (isByteString(key)) return fromByteString(key);
  return typeof key === "number" || typeof key === "bigint" ? numberText(key) : typeName(key);
}

/** A value that is no data shows what keeps it from being some: a record must not fail for it. */
function fieldValue(value: LuaValue): unknown {
  try {
    return plainValue(toData(value), String);
  } catch (error) {
    if (error instanceof AppError) return `(${error.message})`;
    throw error;
  }
}

/** The `logger` module (spec/lua-modules.md §16): its value is a logger itself. */
export const loggerModule: LuaModule = {
  name: "logger",
  world: "any",
  open: () => new LuaLogger("", {}),
};
