import { bytesToByteString } from "../../../base/mod.ts";
import { failure, type LuaValue, type NativeFunction, type World } from "../../../lua/mod.ts";

const MOST_BYTES = 1_048_576;
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** What a world without secret randomness answers: a workflow would have to record it. */
export function noSecrets(name: string): LuaValue[] {
  return failure("PermissionDenied", `crypto.${name} is not available in workflows yet: call a function that uses it`);
}

/** Secret random bytes, or the refusal. */
export function secretBytes(world: World, count: number, name: string): Uint8Array<ArrayBuffer> | LuaValue[] {
  return world.secureRandom?.(count) ?? noSecrets(name);
}

function isLength(value: LuaValue): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MOST_BYTES;
}

const badLength = () => failure("Invalid", `the length must be an integer from 1 to ${MOST_BYTES}`);

const bytes: NativeFunction = ([length], { world }) => {
  if (!isLength(length)) return badLength();
  const random = secretBytes(world, length, "random");
  return Array.isArray(random) ? random : bytesToByteString(random);
};

/** `random.string(length, charset?)`: every byte of the charset is as likely as the others. */
const string: NativeFunction = ([length, charset = ALPHANUMERIC], { world }) => {
  if (!isLength(length)) return badLength();
  if (typeof charset !== "string" || charset === "" || charset.length > 256) {
    return failure("Invalid", "the charset must be a string of 1 to 256 bytes");
  }
  // Values beyond the last whole multiple would favour the first letters.
  const limit = 256 - 256 % charset.length;
  let text = "";
  while (text.length < length) {
    const random = secretBytes(world, length - text.length, "random");
    if (Array.isArray(random)) return random;
    for (const byte of random) if (byte < limit) text += charset[byte % charset.length];
  }
  return text;
};

const uuid: NativeFunction = (_, { world }) => {
  const random = secretBytes(world, 16, "random");
  if (Array.isArray(random)) return random;
  const version = 6;
  const variant = 8;
  random[version] = (random[version]! & 0x0f) | 0x40;
  random[variant] = (random[variant]! & 0x3f) | 0x80;
  const digits = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

/** The members of `crypto.random`. */
export const randomMembers: Readonly<Record<string, NativeFunction>> = { bytes, string, uuid };
