import {
  ascii,
  bytesToByteString,
  byteStringToBytes,
  fromLatin1,
  isByteString,
  text,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
import { failure, isIntegerIn, type LuaModule, type NativeFunction, Suspension, waits } from "../../../lua/api/mod.ts";
import { nodeCrypto } from "../node_crypto.ts";
import type { DeriveKeyCommand } from "./derive_key_command.ts";
import { decrypt, encrypt } from "./_ciphers.ts";
import { jwtDecode, jwtEncode } from "./_jwt.ts";
import { randomMembers } from "./_random.ts";

/** Together with the length of the key this bounds how long one call can block the program. */
const MOST_ITERATIONS = 10_000_000;
const MOST_KEY_BYTES = 1_048_576;
/** Some milliseconds. */
const MOST_ROUNDS_AT_ONCE = 10_000;
const DIGESTS = ["sha256", "sha512"] as const;
const DIGEST_BYTES = { sha256: 32, sha512: 64 } as const;

/** `hmac.sha256(key, data)`: hexadecimal digits. */
function hmac(algorithm: "sha256" | "sha512"): NativeFunction {
  return ([key, data]) => {
    if (!isByteString(key) || key === ascii("")) return failure("Invalid", "key must be a string that is not empty");
    if (!isByteString(data)) return failure("Invalid", "data must be a string");
    const secret = nodeCrypto().createSecretKey(toLatin1(key), "latin1");
    return fromLatin1(nodeCrypto().createHmac(algorithm, secret).update(toLatin1(data), "latin1").digest("hex"));
  };
}

/** `pbkdf2(password, salt, iterations, length, algorithm?)`: raw bytes; a function waits for long ones. */
const pbkdf2 = waits(([password, salt, iterations, length, name = ascii("sha256")], { world }) => {
  const algorithm = DIGESTS.find((digest) => toByteString(digest) === name);
  if (!isByteString(password) || password === ascii("")) return failure("Invalid", "password must not be empty");
  if (!isByteString(salt) || salt === ascii("")) return failure("Invalid", "salt must not be empty");
  if (!isIntegerIn(iterations, 1, MOST_ITERATIONS)) {
    return failure("Invalid", text`iterations must be an integer from 1 to ${MOST_ITERATIONS}`);
  }
  if (!isIntegerIn(length, 1, MOST_KEY_BYTES)) {
    return failure("Invalid", text`length must be an integer from 1 to ${MOST_KEY_BYTES}`);
  }
  if (algorithm === undefined) {
    return failure("Invalid", 'the algorithm must be "sha256" or "sha512"');
  }
  const rounds = iterations * Math.ceil(length / DIGEST_BYTES[algorithm]);
  if (rounds > MOST_ITERATIONS) {
    return failure(
      "Invalid",
      text`so many iterations for so long a key need ${rounds} rounds, at most ${MOST_ITERATIONS}`,
    );
  }
  const [secret, grain] = [byteStringToBytes(password), byteStringToBytes(salt)];
  if (world.secureRandom && rounds > MOST_ROUNDS_AT_ONCE) {
    const command: DeriveKeyCommand = {
      type: "derive_key",
      ...{ password: secret, salt: grain, iterations, length, algorithm },
    };
    return new Suspension(command);
  }
  return bytesToByteString(nodeCrypto().pbkdf2Sync(secret, grain, iterations, length, algorithm));
});

/** `constant_time_compare(a, b)`: how long it takes says nothing of where strings of one length differ. */
const constantTimeCompare: NativeFunction = ([a, b]) => {
  if (!isByteString(a) || !isByteString(b)) return failure("Invalid", "both values must be strings");
  return a.length === b.length && nodeCrypto().timingSafeEqual(byteStringToBytes(a), byteStringToBytes(b));
};

/** The `crypto` module (spec/lua-modules.md §15). */
export const cryptoModule: LuaModule = {
  name: "crypto",
  world: "any",
  members: { pbkdf2 },
  open: ({ state }) =>
    state.createLibrary({
      random: state.createLibrary(randomMembers),
      hmac: state.createLibrary({ sha256: hmac("sha256"), sha512: hmac("sha512") }),
      encrypt: state.createLibrary({ aes: encrypt("aes"), chacha20: encrypt("chacha20") }),
      decrypt: state.createLibrary({ aes: decrypt("aes"), chacha20: decrypt("chacha20") }),
      jwt: state.createLibrary({ encode: jwtEncode, verify: jwtDecode }),
      pbkdf2,
      constant_time_compare: constantTimeCompare,
    }),
};
