import { ascii, type ByteString, type Data, fromLatin1 } from "../../src/base/mod.ts";
import assert from "node:assert/strict";
import fc from "fast-check";
import { runLua } from "../support/lua_runner.ts";
import { outside } from "../support/outside_programs.ts";
import { randomSettings } from "../support/random_settings.ts";

/** Texts are of bytes. */
interface Question {
  readonly cipher: string;
  readonly key: string;
  readonly aad: string;
  readonly data: string;
  readonly hash: "sha256" | "sha512";
  readonly iterations: number;
  readonly length: number;
}

interface Answer {
  readonly opened: string;
  readonly sealed: string;
  readonly digest: string;
  readonly hmac: string;
  readonly derived: string;
  readonly uuid: string;
}

const KEY_BYTES = { "aes-128-gcm": 16, "aes-192-gcm": 24, "aes-256-gcm": 32, "chacha20-poly1305": 32 };

const text = (minLength: number, maxLength: number) =>
  fc.uint8Array({ minLength, maxLength }).map((bytes) => String.fromCharCode(...bytes));

const questions = fc.constantFrom(...Object.entries(KEY_BYTES)).chain(([cipher, size]): fc.Arbitrary<Question> =>
  fc.record({
    cipher: fc.constant(cipher),
    key: text(size, size),
    aad: fc.oneof(fc.constant(""), text(1, 40)),
    data: text(0, 300),
    hash: fc.constantFrom("sha256" as const, "sha512" as const),
    iterations: fc.integer({ min: 1, max: 50 }),
    length: fc.integer({ min: 1, max: 100 }),
  })
);

/** What the modules make of a question; with an answer of Node's also what they find in its message. */
function ours({ cipher, key, aad, data, hash, iterations, length }: Question, sealed = "") {
  return runLua(
    `local cipher, key, aad, data, algorithm, iterations, length, sealed = ...
    local name = cipher:match("^aes") or "chacha20"
    return {
      sealed == "" and crypto.encrypt[name](data, key, aad) or crypto.decrypt[name](sealed, key, aad),
      hash[algorithm](data), hash["hmac_" .. algorithm](data, key), crypto.hmac[algorithm](key, data),
      crypto.pbkdf2(key, aad == "" and "salt" or aad, iterations, length, algorithm),
    }`,
    [
      fromLatin1(cipher),
      fromLatin1(key),
      fromLatin1(aad),
      fromLatin1(data),
      ascii(hash),
      iterations,
      length,
      fromLatin1(sealed),
    ],
  ) as Promise<Data> as Promise<ByteString[]>;
}

const node = outside("node");

Deno.test({
  name: "crypto and hash understand Node's, and Node them: ciphers, digests, codes, keys",
  ignore: node.ignore,
  async fn() {
    const asked = fc.sample(questions, randomSettings(60));
    const results = await Promise.all(asked.map((question) => ours(question)));
    const answers = await askNode(asked.map((question, index) => ({ ...question, sealed: results[index]![0] })));
    for (const [index, { opened, sealed, digest, hmac, derived, uuid }] of answers.entries()) {
      const { data } = asked[index]!;
      assert.equal(opened, data, "what we sealed");
      assert.deepEqual(results[index]!.slice(1), [digest, hmac, hmac, derived]);
      assert.deepEqual((await ours(asked[index]!, sealed))[0], data, "what Node sealed");
      assert.equal(await runLua("return uuid.version((...))", [fromLatin1(uuid)]), 4);
    }
  },
});

async function askNode(asked: unknown): Promise<Answer[]> {
  const script = new URL("node/crypto.mjs", import.meta.url).pathname;
  const child = new Deno.Command(node.path, { args: [script], stdin: "piped", stdout: "piped", stderr: "inherit" })
    .spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(JSON.stringify(asked)));
  await writer.close();
  const { success, stdout } = await child.output();
  assert.ok(success, "the Node program failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}

const openssl = outside("openssl");

Deno.test({
  name: "hash gives what openssl dgst gives",
  ignore: openssl.ignore,
  async fn() {
    const data = "\0binary\xff and text";
    const bytes = Uint8Array.from(data, (char) => char.charCodeAt(0));
    for (const name of ["md5", "sha1", "sha256", "sha512"]) {
      const value = await runLua(
        `local name, data = ... return { hash[name](data), hash["hmac_" .. name](data, "key") }`,
        [fromLatin1(name), fromLatin1(data)],
      );
      const [digest, code] = [await dgst(bytes, `-${name}`), await dgst(bytes, `-${name}`, "-hmac", "key")];
      assert.deepEqual(value, [digest, code], name);
    }
  },
});

async function dgst(data: Uint8Array, ...options: string[]): Promise<string> {
  const child = new Deno.Command(openssl.path, { args: ["dgst", "-r", ...options], stdin: "piped", stdout: "piped" })
    .spawn();
  const writer = child.stdin.getWriter();
  await writer.write(data);
  await writer.close();
  const { success, stdout } = await child.output();
  assert.ok(success, "openssl failed");
  return new TextDecoder().decode(stdout).split(" ")[0]!;
}
