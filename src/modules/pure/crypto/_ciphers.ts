import { createRequire } from "node:module";
import {
  ascii,
  bytesToByteString,
  type ByteString,
  byteStringToBytes,
  concatBytes,
  isByteString,
} from "../../../base/mod.ts";
import { failure, type LuaValue, type NativeFunction, type WaitingFunction } from "../../../lua/api/mod.ts";
import { needsRandom } from "./_random.ts";

const require = createRequire(import.meta.url);

type CipherName = "aes" | "chacha20";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES: Readonly<Record<CipherName, readonly number[]>> = { aes: [16, 24, 32], chacha20: [32] };

/** AES-GCM or ChaCha20-Poly1305 for one message; both are loaded at their first use. */
function cipher(name: CipherName, key: ByteString, nonce: Uint8Array, aad: ByteString) {
  const { gcm } = require("@noble/ciphers/aes.js") as typeof import("@noble/ciphers/aes.js");
  const { chacha20poly1305 } = require("@noble/ciphers/chacha.js") as typeof import("@noble/ciphers/chacha.js");
  const make = name === "aes" ? gcm : chacha20poly1305;
  return make(byteStringToBytes(key), nonce, byteStringToBytes(aad));
}

/** What is wrong with the arguments of both directions. */
function fault(name: CipherName, [data, key, aad]: LuaValue[]): string | undefined {
  if (!isByteString(data)) return "data must be a string";
  if (!isByteString(key)) return "key must be a string";
  if (aad !== undefined && !isByteString(aad)) return "the additional data must be a string";
  if (KEY_BYTES[name].includes(key.length)) return undefined;
  return `the key must have ${KEY_BYTES[name].join(", ").replace(/, (\d+)$/, " or $1")} bytes, not ${key.length}`;
}

/** `encrypt.aes(data, key, aad?)`: a nonce of 12 bytes, the encrypted data, a tag of 16 bytes. */
export function encrypt(name: CipherName): WaitingFunction {
  return needsRandom((args, random) => {
    const problem = fault(name, args);
    if (problem !== undefined) return failure("Invalid", problem);
    const [data, key, aad = ascii("")] = args as ByteString[];
    const nonce = random(NONCE_BYTES);
    const sealed = cipher(name, key!, nonce, aad).encrypt(byteStringToBytes(data!));
    return concatBytes(bytesToByteString(nonce), bytesToByteString(sealed));
  });
}

/** `decrypt.aes(data, key, aad?)`: what was encrypted, or `nil, err` of kind Internal when anything of it was changed. */
export function decrypt(name: CipherName): NativeFunction {
  return (args) => {
    const problem = fault(name, args);
    if (problem !== undefined) return failure("Invalid", problem);
    const [data, key, aad = ascii("")] = args as ByteString[];
    if (data!.length < NONCE_BYTES + TAG_BYTES) return failure("Internal", "decryption failed: the data is too short");
    const bytes = byteStringToBytes(data!);
    const opener = cipher(name, key!, bytes.subarray(0, NONCE_BYTES), aad);
    try {
      return bytesToByteString(opener.decrypt(bytes.subarray(NONCE_BYTES)));
    } catch {
      // The only reason: all lengths have been checked.
      return failure("Internal", "decryption failed: the data, the key or the additional data is not the right one");
    }
  };
}
