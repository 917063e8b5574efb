import { ascii, bytesToByteString, fromLatin1, isByteString, text, toByteString, toLatin1 } from "../../../base/mod.ts";
import { failure, isIntegerIn, type LuaValue, Suspension, type WaitingFunction, waits } from "../../../lua/api/mod.ts";
import { nodeCrypto } from "../node_crypto.ts";
import type { SeedCommand } from "../seed_command.ts";

const MOST_BYTES = 1_048_576;
const ALPHANUMERIC = ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

type RandomSource = (count: number) => Uint8Array<ArrayBuffer>;

/** Thrown where a function asks for randomness that has to be recorded first. */
const wanted = new Error("random bytes are wanted");

/**
 * Makes a native of a function that needs secret random bytes. A workflow, which has none, asks its world to draw a seed and
 * to record it, and makes the bytes of that (spec/temporal-workflows.md §11): they are as secret as its history.
 */
export function needsRandom(body: (args: LuaValue[], random: RandomSource) => LuaValue | LuaValue[]): WaitingFunction {
  return waits((args, { world }) => {
    if (world.secureRandom) return body(args, (count) => world.secureRandom!(count));
    try {
      return body(args, () => {
        throw wanted;
      });
    } catch (error) {
      if (error !== wanted) throw error;
    }
    const use = (seed: Uint8Array): LuaValue[] => {
      const result = body(args, expand(seed));
      return Array.isArray(result) ? result : [result];
    };
    const command: SeedCommand = { type: "seed", use };
    return new Suspension(command);
  });
}

/** Makes a stream of bytes of a seed: block after block of SHAKE256. Recorded histories depend on it. */
function expand(seed: Uint8Array): RandomSource {
  let drawn = 0;
  return (count) => {
    const hash = nodeCrypto().createHash("shake256", { outputLength: count });
    return new Uint8Array(hash.update(seed).update(`${drawn++}`).digest());
  };
}

const badLength = () => failure("Invalid", text`the length must be an integer from 1 to ${MOST_BYTES}`);

const bytes = needsRandom(([length], random) => {
  return isIntegerIn(length, 1, MOST_BYTES) ? bytesToByteString(random(length)) : badLength();
});

/** `random.string(length, charset?)`: every byte of the charset is as likely as the others. */
const string = needsRandom(([length, charset = ALPHANUMERIC], random) => {
  if (!isIntegerIn(length, 1, MOST_BYTES)) return badLength();
  if (!isByteString(charset) || charset === ascii("") || charset.length > 256) {
    return failure("Invalid", "the charset must be a string of 1 to 256 bytes");
  }
  // Values beyond the last whole multiple would favour the first letters.
  const limit = 256 - 256 % charset.length;
  let text = "";
  const bytes = toLatin1(charset);
  while (text.length < length) {
    for (const byte of random(length - text.length)) if (byte < limit) text += bytes[byte % bytes.length];
  }
  return fromLatin1(text);
});

const uuid = needsRandom((_, random) => {
  const drawn = random(16);
  const version = 6;
  const variant = 8;
  drawn[version] = (drawn[version]! & 0x0f) | 0x40;
  drawn[variant] = (drawn[variant]! & 0x3f) | 0x80;
  const digits = [...drawn].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return toByteString(digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
});

/** The members of `crypto.random`. */
export const randomMembers: Readonly<Record<string, WaitingFunction>> = { bytes, string, uuid };
