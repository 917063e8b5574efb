import { createRequire } from "node:module";
import { ascii, byteStringToBytes, isByteString, text, toByteString, toLatin1 } from "../../base/mod.ts";
import { failure, type LuaModule, type LuaValue, type NativeFunction, type World } from "../../lua/api/mod.ts";
import { randomBytes } from "./random_bytes.ts";

const require = createRequire(import.meta.url);
const load = () => require("uuid") as typeof import("uuid");

/** The forms that may be read: plain, without hyphens, `urn:uuid:…`, and in braces. */
const UUID_REGEXP =
  /^(?:urn:uuid:)?(?:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})|([0-9a-f]{32})|\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\})$/i;

/** Hundreds of nanoseconds from the reform of the calendar in 1582, where version 1 counts from, to the Unix epoch. */
const GREGORIAN_EPOCH = 0x01b21dd213814000n;

const MULTICAST_BIT = 1;

/** The 32 hexadecimal digits of a UUID in any of its forms; undefined for everything else. */
function digitsOf(value: LuaValue): string | undefined {
  const text = isByteString(value) ? toLatin1(value) : "";
  if (!UUID_REGEXP.test(text)) return undefined;
  return text.replace(/^urn:uuid:|[-{}]/gi, "").toLowerCase();
}

function hyphenated(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function versionOf(digits: string): number {
  return parseInt(digits[12]!, 16);
}

function variantOf(digits: string): string {
  const bits = parseInt(digits[16]!, 16);
  if (bits < 8) return "NCS";
  if (bits < 12) return "RFC4122";
  return bits < 14 ? "Microsoft" : "Future";
}

function milliseconds(world: World): number {
  return Number(world.now() / 1_000_000n);
}

/** `v1()`: no address of the machine is in it; node and clock sequence are random (RFC 9562 §6.10). */
const v1: NativeFunction = (_, { world }) => {
  const bytes = randomBytes(world, 8);
  const node = bytes.subarray(2);
  node[0] = node[0]! | MULTICAST_BIT;
  const clockseq = ((bytes[0]! << 8) | bytes[1]!) & 0x3fff;
  const nsecs = Number(world.now() / 100n % 10_000n);
  return toByteString(load().v1({ node, clockseq, msecs: milliseconds(world), nsecs }));
};

const v4: NativeFunction = (_, { world }) => toByteString(load().v4({ random: randomBytes(world, 16) }));

const v7: NativeFunction = (_, { world }) =>
  toByteString(load().v7({ random: randomBytes(world, 16), msecs: milliseconds(world) }));

/** `v3(namespace, name)`, `v5(namespace, name)`: the same for the same arguments. */
function named(version: "v3" | "v5"): NativeFunction {
  return ([namespace, name]) => {
    const digits = digitsOf(namespace);
    if (digits === undefined) return failure("Invalid", text`uuid.${version}: the namespace is not a UUID`);
    if (!isByteString(name)) return failure("Invalid", text`uuid.${version}: the name must be a string`);
    return toByteString(load()[version](byteStringToBytes(name), hyphenated(digits)));
  };
}

function withDigits(name: string, use: (digits: string) => LuaValue): NativeFunction {
  return ([value]) => {
    const digits = digitsOf(value);
    return digits === undefined ? failure("Invalid", text`uuid.${name}: not a UUID`) : use(digits);
  };
}

/** Whole seconds since the Unix epoch of a version 1 or 7. */
function timestampOf(digits: string, version: number): number | undefined {
  if (version === 7) return Math.floor(parseInt(digits.slice(0, 12), 16) / 1000);
  if (version !== 1) return undefined;
  const ticks = BigInt(`0x${digits.slice(13, 16)}${digits.slice(8, 12)}${digits.slice(0, 8)}`);
  return Number((ticks - GREGORIAN_EPOCH) / 10_000_000n);
}

const parse: NativeFunction = ([value], { state }) => {
  const digits = digitsOf(value);
  if (digits === undefined) return failure("Invalid", "uuid.parse: not a UUID");
  const version = versionOf(digits);
  const table = state.createTable();
  table.set(ascii("version"), version);
  table.set(ascii("variant"), toByteString(variantOf(digits)));
  table.set(ascii("timestamp"), timestampOf(digits, version));
  if (version === 1) table.set(ascii("node"), toByteString(digits.slice(20).match(/../g)!.join(":")));
  return table;
};

const format: NativeFunction = ([value, style = ascii("standard")]) => {
  const digits = digitsOf(value);
  if (digits === undefined) return failure("Invalid", "uuid.format: not a UUID");
  if (style === ascii("standard")) return toByteString(hyphenated(digits));
  if (style === ascii("simple")) return toByteString(digits);
  if (style === ascii("urn")) return toByteString(`urn:uuid:${hyphenated(digits)}`);
  return failure("Invalid", 'uuid.format: the format must be "standard", "simple" or "urn"');
};

const MEMBERS: Readonly<Record<string, NativeFunction>> = {
  v1,
  v3: named("v3"),
  v4,
  v5: named("v5"),
  v7,
  validate: ([value]) => digitsOf(value) !== undefined,
  version: withDigits("version", versionOf),
  variant: withDigits("variant", (digits) => toByteString(variantOf(digits))),
  parse,
  format,
};

/** The `uuid` module (spec/lua-modules.md §14); in workflows the world's time and randomness make the ids. */
export const uuidModule: LuaModule = {
  name: "uuid",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
