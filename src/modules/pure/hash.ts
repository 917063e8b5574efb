import { failure, fromData, type LuaModule, type NativeFunction } from "../../lua/api/mod.ts";
import { nodeCrypto } from "./node_crypto.ts";

/** `f(data, raw?)`: hexadecimal digits, or bytes when `raw` is true. */
function hash(algorithm: string): NativeFunction {
  return ([data, raw]) => {
    if (typeof data !== "string") return failure("Invalid", "data must be a string");
    return nodeCrypto().createHash(algorithm).update(data, "latin1").digest(raw === true ? "binary" : "hex");
  };
}

/** `f(data, secret, raw?)`. */
function hmac(algorithm: string): NativeFunction {
  return ([data, secret, raw]) => {
    if (typeof data !== "string") return failure("Invalid", "data must be a string");
    if (typeof secret !== "string") return failure("Invalid", "secret must be a string");
    const key = nodeCrypto().createSecretKey(secret, "latin1");
    return nodeCrypto().createHmac(algorithm, key).update(data, "latin1").digest(raw === true ? "binary" : "hex");
  };
}

/** FNV-1a of 32 bits (RFC 9923). */
const fnv32: NativeFunction = ([data]) => {
  if (typeof data !== "string") return failure("Invalid", "data must be a string");
  let sum = 0x811c9dc5;
  for (let i = 0; i < data.length; i++) sum = Math.imul(sum ^ data.charCodeAt(i), 0x01000193);
  return sum >>> 0;
};

/** FNV-1a of 64 bits, as an exact integer (spec/lua-modules.md §13). */
const fnv64: NativeFunction = ([data], { state }) => {
  if (typeof data !== "string") return failure("Invalid", "data must be a string");
  // The prime is 2^40 + 0x1b3; the halves of 32 bits are multiplied apart, for a bigint per byte would be slow.
  let [high, low] = [0xcbf29ce4, 0x84222325];
  for (let i = 0; i < data.length; i++) {
    low = (low ^ data.charCodeAt(i)) >>> 0;
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product % 2 ** 32;
  }
  return fromData((BigInt(high) << 32n) | BigInt(low), state);
};

const MEMBERS: Readonly<Record<string, NativeFunction>> = {
  md5: hash("md5"),
  sha1: hash("sha1"),
  sha256: hash("sha256"),
  sha512: hash("sha512"),
  fnv32,
  fnv64,
  hmac_md5: hmac("md5"),
  hmac_sha1: hmac("sha1"),
  hmac_sha256: hmac("sha256"),
  hmac_sha512: hmac("sha512"),
};

/** The `hash` module (spec/lua-modules.md §13). */
export const hashModule: LuaModule = {
  name: "hash",
  world: "any",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
