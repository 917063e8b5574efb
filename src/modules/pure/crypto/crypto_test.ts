import assert from "node:assert/strict";
import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import { bytesToByteString, type ByteString, byteStringToBytes, concatBytes } from "../../../base/mod.ts";
import { runLua } from "../../../../tests/support/lua_runner.ts";

function bytes(hex: string): ByteString {
  return bytesToByteString(Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16)));
}

/** The texts `kind: message` of the errors that calls answer, each given as `name, …` of Lua. */
function problems(...calls: string[]): Promise<unknown> {
  return runLua(`
    local problems = {}
    local function try(f, ...)
      local value, err = f(...)
      problems[#problems + 1] = err and err:kind() .. ": " .. err:message() or "no error"
    end
    ${calls.map((call) => `try(${call})`).join("\n")}
    return problems
  `);
}

/** The Galois/Counter Mode of Operation (McGrew, Viega), appendix B, test cases 4, 10 and 16: 128, 192 and 256 bits. */
const GCM_KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const GCM_NONCE = "cafebabefacedbaddecaf888";
const GCM_DATA =
  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5" +
  "aa0de657ba637b39";
const GCM_AAD = "feedfacedeadbeeffeedfacedeadbeefabaddad2";
const GCM_SEALED: Readonly<Record<number, string>> = {
  16:
    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac97" +
    "3d58e0915bc94fbc3221a5db94fae95ae7121a47",
  24:
    "3980ca0b3c00e841eb06fac4872a2757859e1ceaa6efd984628593b40ca1e19c7d773d00c144c525ac619d18c84a3f4718e2448b2fe324d9" +
    "ccda27102519498e80f1478f37ba55bd6d27618c",
  32:
    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0a" +
    "bcc9f66276fc6ece0f4e1768cddf8853bb2d551b",
};

Deno.test("crypto.decrypt.aes() opens the published messages of AES-GCM", async () => {
  for (const [size, sealed] of Object.entries(GCM_SEALED)) {
    const args = [GCM_NONCE + sealed, GCM_KEY.slice(0, Number(size) * 2), GCM_AAD].map(bytes);
    assert.equal(await runLua("return crypto.decrypt.aes(...)", args), bytes(GCM_DATA), `${size} bytes`);
  }
});

Deno.test("crypto.decrypt.chacha20() opens the message of RFC 8439 §2.8.2", async () => {
  const sealed = "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b" +
    "1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9d" +
    "e576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691";
  const key = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
  const args = ["070000004041424344454647" + sealed, key, "50515253c0c1c2c3c4c5c6c7"].map(bytes);
  assert.equal(
    await runLua("return crypto.decrypt.chacha20(...)", args),
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  );
});

Deno.test("crypto.encrypt and decrypt are each other's opposite, with a nonce that is always new", async () => {
  const value = await runLua(`
    local results = {}
    for _, case in ipairs({ { "aes", 16 }, { "aes", 24 }, { "aes", 32 }, { "chacha20", 32 } }) do
      local name, key = case[1], crypto.random.bytes(case[2])
      local sealed, again = crypto.encrypt[name]("\\0data\\xff", key, "aad"), crypto.encrypt[name]("\\0data\\xff", key, "aad")
      results[#results + 1] = #sealed == 12 + 6 + 16 and sealed ~= again
        and crypto.decrypt[name](sealed, key, "aad") == "\\0data\\xff"
        and crypto.decrypt[name](crypto.encrypt[name]("", key), key) == ""
    end
    return results
  `);
  assert.deepEqual(value, [true, true, true, true]);
});

Deno.test("crypto.encrypt.aes() and Node's cipher open each other's messages", async () => {
  for (const [size, name] of [[16, "aes-128-gcm"], [32, "aes-256-gcm"]] as const) {
    const [key, nonce] = [randomBytes(size), randomBytes(12)];
    const cipher = createCipheriv(name, key, nonce).setAAD(new TextEncoder().encode("aad"));
    const sealed = concatBytes(
      ...[nonce, cipher.update("secret"), cipher.final(), cipher.getAuthTag()].map(bytesToByteString),
    );
    const [opened, ours] = await runLua(
      `local sealed, key = ... return { crypto.decrypt.aes(sealed, key, "aad"), crypto.encrypt.aes("ours", key, "aad") }`,
      [sealed, bytesToByteString(key)],
    ) as ByteString[];
    assert.equal(opened, "secret");
    const parts = byteStringToBytes(ours!);
    const opener = createDecipheriv(name, key, parts.subarray(0, 12)).setAAD(new TextEncoder().encode("aad"));
    opener.setAuthTag(parts.subarray(-16));
    assert.equal(opener.update(parts.subarray(12, -16)).toString() + opener.final().toString(), "ours");
  }
});

Deno.test("crypto.decrypt refuses whatever was changed", async () => {
  const value = await runLua(`
    local key = ("k"):rep(32)
    local refused = 0
    for _, name in ipairs({ "aes", "chacha20" }) do
      local sealed = crypto.encrypt[name]("data", key, "aad")
      for i = 1, #sealed do
        local changed = sealed:sub(1, i - 1) .. string.char((sealed:byte(i) + 1) % 256) .. sealed:sub(i + 1)
        local value, err = crypto.decrypt[name](changed, key, "aad")
        if value == nil and err:kind() == "Internal" then refused = refused + 1 end
      end
      for _, bad in ipairs({ { sealed, ("x"):rep(32), "aad" }, { sealed, key, "other" }, { sealed, key },
        { sealed:sub(2), key, "aad" }, { "short", key, "aad" } }) do
        local value, err = crypto.decrypt[name](unpack(bad))
        if value == nil and err:kind() == "Internal" then refused = refused + 1 end
      end
    end
    return refused
  `);
  assert.equal(value, 2 * (12 + 4 + 16) + 2 * 5);
});

Deno.test("crypto ciphers refuse keys of a wrong size and what is no string", async () => {
  const key = `("k"):rep(32)`;
  assert.deepEqual(
    await problems(
      `crypto.encrypt.aes, "d", "short"`,
      `crypto.decrypt.aes, "d", ("k"):rep(20)`,
      `crypto.encrypt.chacha20, "d", ("k"):rep(16)`,
      `crypto.encrypt.aes, 5, ${key}`,
      `crypto.decrypt.chacha20, "d", nil`,
      `crypto.encrypt.aes, "d", ${key}, {}`,
    ),
    [
      "Invalid: the key must have 16, 24 or 32 bytes, not 5",
      "Invalid: the key must have 16, 24 or 32 bytes, not 20",
      "Invalid: the key must have 32 bytes, not 16",
      "Invalid: data must be a string",
      "Invalid: key must be a string",
      "Invalid: the additional data must be a string",
    ],
  );
});

Deno.test("crypto.hmac gives the codes of RFC 4231, key first", async () => {
  const value = await runLua(
    `local data = "what do ya want for nothing?" return { crypto.hmac.sha256("Jefe", data), crypto.hmac.sha512("Jefe", data) }`,
  );
  assert.deepEqual(value, [
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554" +
    "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  ]);
  assert.deepEqual(await problems(`crypto.hmac.sha256, "", "d"`, `crypto.hmac.sha512, "k", 5`), [
    "Invalid: key must be a string that is not empty",
    "Invalid: data must be a string",
  ]);
});

Deno.test("crypto.pbkdf2() gives the keys of RFC 7914 §11", async () => {
  const value = await runLua(`return { crypto.pbkdf2("passwd", "salt", 1, 64),
    crypto.pbkdf2("Password", "NaCl", 80000, 64, "sha256"), #crypto.pbkdf2("p", "s", 2, 100, "sha512") }`);
  assert.deepEqual(value, [
    bytes(
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc" +
        "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
    ),
    bytes(
      "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56" +
        "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d",
    ),
    100,
  ]);
});

Deno.test("crypto.pbkdf2() with many rounds lets other work go on, in functions", async () => {
  const order: string[] = [];
  const derive = runLua('return crypto.pbkdf2("password", "salt", 400000, 32)').then((key) => (order.push("key"), key));
  const others = runLua('for i = 1, 3 do time.sleep("1ms") end').then(() => order.push("others"));
  const [key] = await Promise.all([derive, others]);
  assert.equal(key, pbkdf2Sync("password", "salt", 400000, 32, "sha256").toString("latin1"));
  assert.deepEqual(order, ["others", "key"]);
});

Deno.test("crypto.pbkdf2() bounds its work and refuses bad arguments", async () => {
  assert.deepEqual(
    await problems(
      `crypto.pbkdf2, "", "s", 1, 1`,
      `crypto.pbkdf2, "p", "", 1, 1`,
      `crypto.pbkdf2, "p", "s", 10000001, 1`,
      `crypto.pbkdf2, "p", "s", 0, 1`,
      `crypto.pbkdf2, "p", "s", 1.5, 1`,
      `crypto.pbkdf2, "p", "s", 1, 0`,
      `crypto.pbkdf2, "p", "s", 1000000, 1000`,
      `crypto.pbkdf2, "p", "s", 1, 1, "md5"`,
    ),
    [
      "Invalid: password must not be empty",
      "Invalid: salt must not be empty",
      "Invalid: iterations must be an integer from 1 to 10000000",
      "Invalid: iterations must be an integer from 1 to 10000000",
      "Invalid: iterations must be an integer from 1 to 10000000",
      "Invalid: length must be an integer from 1 to 1048576",
      "Invalid: so many iterations for so long a key need 32000000 rounds, at most 10000000",
      'Invalid: the algorithm must be "sha256" or "sha512"',
    ],
  );
});

Deno.test("crypto.constant_time_compare() compares bytes", async () => {
  const value = await runLua(`local same = crypto.constant_time_compare
    return { same("", ""), same("a\\xff", "a\\xff"), same("a", "b"), same("a", "aa"), same("", "a") }`);
  assert.deepEqual(value, [true, true, false, false, false]);
  assert.deepEqual(await problems(`crypto.constant_time_compare, "a", 5`), ["Invalid: both values must be strings"]);
});

Deno.test("crypto.random gives bytes, texts of a charset and ids", async () => {
  const value = await runLua(`
    local counts, text = {}, crypto.random.string(3000, "abc")
    for letter in text:gmatch(".") do counts[letter] = (counts[letter] or 0) + 1 end
    local id = crypto.random.uuid()
    return { #crypto.random.bytes(1), #crypto.random.bytes(1048576), crypto.random.bytes(16) ~= crypto.random.bytes(16),
      crypto.random.string(40):match("^[%w]+$") ~= nil, counts.a + counts.b + counts.c,
      counts.a > 800 and counts.b > 800 and counts.c > 800, uuid.version(id), uuid.variant(id), #id }
  `);
  assert.deepEqual(value, [1, 1048576, true, true, 3000, true, 4, "RFC4122", 36]);
});

Deno.test("crypto.random refuses bad lengths and charsets", async () => {
  const length = "Invalid: the length must be an integer from 1 to 1048576";
  const charset = "Invalid: the charset must be a string of 1 to 256 bytes";
  assert.deepEqual(
    await problems(
      "crypto.random.bytes, 0",
      "crypto.random.bytes, 1048577",
      "crypto.random.bytes, 1.5",
      "crypto.random.bytes",
      "crypto.random.string, -1",
      `crypto.random.string, 5, ""`,
      `crypto.random.string, 5, ("x"):rep(257)`,
      `crypto.random.string, 5, {}`,
    ),
    [length, length, length, length, length, charset, charset, charset],
  );
});
