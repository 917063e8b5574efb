// Opens messages and seals its own, with digests and keys of the same data, for crypto_interop_test.ts.
import * as crypto from "node:crypto";
import { readFileSync } from "node:fs";

const bytes = (text) => Buffer.from(text, "latin1");
const options = { authTagLength: 16 };

function open({ cipher, key, aad, sealed }) {
  const [nonce, data, tag] = [sealed.slice(0, 12), sealed.slice(12, -16), sealed.slice(-16)].map(bytes);
  const decipher = crypto.createDecipheriv(cipher, bytes(key), nonce, options).setAAD(bytes(aad)).setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]).toString("latin1");
}

function seal({ cipher, key, aad, data }) {
  const nonce = crypto.randomBytes(12);
  const sealer = crypto.createCipheriv(cipher, bytes(key), nonce, options).setAAD(bytes(aad));
  return Buffer.concat([nonce, sealer.update(bytes(data)), sealer.final(), sealer.getAuthTag()]).toString("latin1");
}

function answer(question) {
  const { data, key, hash, iterations, length } = question;
  return {
    opened: open(question),
    sealed: seal(question),
    digest: crypto.createHash(hash).update(bytes(data)).digest("hex"),
    hmac: crypto.createHmac(hash, bytes(key)).update(bytes(data)).digest("hex"),
    derived: crypto.pbkdf2Sync(bytes(key), bytes(aadOr(question)), iterations, length, hash).toString("latin1"),
    uuid: crypto.randomUUID(),
  };
}

function aadOr({ aad }) {
  return aad === "" ? "salt" : aad;
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
