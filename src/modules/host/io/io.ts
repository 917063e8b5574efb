import {
  AppError,
  type ByteString,
  concatBytes,
  type Data,
  fromLatin1,
  isByteString,
  text,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
import {
  failure,
  isIntegerIn,
  type LuaContext,
  type LuaModule,
  type LuaValue,
  numberArgument,
  numberText,
  stringArgument,
  Suspension,
  typeName,
  Userdata,
  type WaitingFunction,
  waits,
  wrongType,
} from "../../../lua/api/mod.ts";
import type { HostEffect } from "../effect.ts";
import type { Terminal } from "./terminal.ts";

const DEFAULT_READ = 1024;
const MOST_READ = 1024 * 1024;

/** One use of the terminal. */
export interface IoCommand {
  readonly type: "io";
  use(terminal: Terminal, signal: AbortSignal): Promise<Data | undefined> | Data;
}

function command(use: IoCommand["use"]): Suspension {
  const command: IoCommand = { type: "io", use };
  return new Suspension(command);
}

/** `write(...)`: strings and numbers, one after the other. */
const write = waits((args) => {
  const text = concatBytes(...args.map((_, index) => stringArgument(args, index + 1, "write")));
  return command((terminal) => terminal.write(text).then(() => true));
});

/** `print(...)`, `eprint(...)`: any values with tabs between them, and a line end. */
function printer(output: "write" | "writeError"): WaitingFunction {
  return waits((args, context) => {
    const line = fromLatin1(`${args.map((value) => toLatin1(textOf(value, context))).join("\t")}\n`);
    return command((terminal) => terminal[output](line).then(() => true));
  });
}

/** What `tostring` gives; a table's or function's own text is left to the script. */
function textOf(value: LuaValue, context: LuaContext): ByteString {
  if (isByteString(value)) return value;
  if (typeof value === "number" || typeof value === "bigint") return toByteString(numberText(value));
  if (value === undefined || typeof value === "boolean") return toByteString(String(value ?? "nil"));
  const convert = value instanceof Userdata ? value.type.metamethods?.__tostring : undefined;
  const text = convert?.([value], context);
  return isByteString(text) ? text : toByteString(typeName(value));
}

/** `read(n?)`: at most n bytes, as soon as there are some; nil at the end of the input. */
const read = waits((args) => {
  const count = args[0] === undefined ? DEFAULT_READ : numberArgument(args, 1, "read");
  if (!isIntegerIn(count, 1, MOST_READ)) {
    return failure("Invalid", text`io.read: the number of bytes must be an integer from 1 to ${MOST_READ}`);
  }
  return command(async (terminal, signal) => await terminal.read(count, signal) ?? null);
});

/** `readline()`: the next line without its end; nil at the end of the input. */
const readline = waits(() => {
  return command(async (terminal, signal) => await terminal.readLine(signal) ?? null);
});

/** `raw(on)`: whether keys come at once and unseen. */
const raw = waits((args) => {
  const [on] = args;
  if (typeof on !== "boolean") throw wrongType(args, 1, "raw", "boolean");
  return command((terminal) => {
    terminal.setRaw(on);
    return true;
  });
});

/** Carries out the calls of the module `io`. */
export const ioEffect: HostEffect<IoCommand> = async ({ use }, { terminal, signal }) => {
  if (terminal) return await use(terminal, signal);
  throw new AppError("io is for processes of a terminal host only", { kind: "Unavailable", retryable: false });
};

const MEMBERS = {
  ...{ write, print: printer("write"), eprint: printer("writeError"), read, readline, raw },
  // Writing is not held back.
  flush: waits(() => command(() => true)),
  args: waits(() => command(({ args }) => [...args])),
};

/** The `io` module (spec/lua-modules.md §20): the terminal of a command. */
export const ioModule: LuaModule = {
  name: "io",
  world: "host",
  members: MEMBERS,
  open: ({ state }) => state.createLibrary(MEMBERS),
};
