import { fromLatin1, isByteString, toLatin1 } from "../../base/mod.ts";
import { failure, fromData, type LuaModule, type NativeFunction } from "../../lua/api/mod.ts";
import { nodeCrypto } from "./node_crypto.ts";

/** `f(data, raw?)`: hexadecimal digits, or bytes when `raw` is true. */
function hash(algorithm: string): NativeFunction {
  return ([data, raw]) => {
    if (!isByteString(data)) return failure("Invalid", "data must be a string");
    const digest = nodeCrypto().createHash(algorithm).update(toLatin1(data), "latin1");
    return fromLatin1(digest.digest(raw === true ? "binary" : "hex"));
  };
}

/** `f(data, secret, raw?)`. */
function hmac(algorithm: string): NativeFunction {
  return ([data, secret, raw]) => {
    if (!isByteString(data)) return failure("Invalid", "data must be a string");
    if (!isByteString(secret)) return failure("Invalid", "secret must be a string");
    const key = nodeCrypto().createSecretKey(toLatin1(secret), "latin1");
    const digest = nodeCrypto().createHmac(algorithm, key).update(toLatin1(data), "latin1");
    return fromLatin1(digest.digest(raw === true ? "binary" : "hex"));
  };
}

/** FNV-1a of 32 bits (RFC 9923). */
const fnv32: NativeFunction = ([data]) => {
  if (!isByteString(data)) return failure("Invalid", "data must be a string");
  const bytes = toLatin1(data);
  let sum = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) sum = Math.imul(sum ^ bytes.charCodeAt(i), 0x01000193);
  return sum >>> 0;
};

/** FNV-1a of 64 bits, as an exact integer (spec/lua-modules.md §13). */
const fnv64: NativeFunction = ([data], { state }) => {
  if (!isByteString(data)) return failure("Invalid", "data must be a string");
  // The prime is 2^40 + 0x1b3; the halves of 32 bits are multiplied apart, for a bigint per byte would be slow.
  let [high, low] = [0xcbf29ce4, 0x84222325];
  const bytes = toLatin1(data);
  for (let i = 0; i < bytes.length; i++) {
    low = (low ^ bytes.charCodeAt(i)) >>> 0;
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
