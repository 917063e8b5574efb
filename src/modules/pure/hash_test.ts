import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("hash gives the digests of RFC 1321 and FIPS 180", async () => {
  const value = await runLua(
    `return { hash.md5("message digest"), hash.md5(""), hash.sha1("abc"), hash.sha256("abc"), hash.sha512("abc") }`,
  );
  assert.deepEqual(value, [
    "f96b697d7cb7938d525a2f31aaf161d0",
    "d41d8cd98f00b204e9800998ecf8427e",
    "a9993e364706816aba3e25717850c26c9cd0d89d",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a" +
    "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
  ]);
});

Deno.test("hash.hmac_… gives the codes of RFC 2202 and RFC 4231", async () => {
  const value = await runLua(`
    local data, secret = "what do ya want for nothing?", "Jefe"
    return { hash.hmac_md5(data, secret), hash.hmac_sha1(data, secret), hash.hmac_sha256(data, secret),
      hash.hmac_sha512(data, secret), hash.hmac_sha256("Hi There", ("\\x0b"):rep(20)) }
  `);
  assert.deepEqual(value, [
    "750c783e6ab0b503eaa86e310a5db738",
    "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554" +
    "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  ]);
});

Deno.test("hash gives bytes when they are asked for, and takes any bytes", async () => {
  const value = await runLua(`return {
    #hash.md5("x", true), #hash.sha512("x", true), #hash.hmac_sha1("x", "k", true), #hash.sha1("x", false),
    hash.sha256("\\xff\\x00\\x80"), hash.sha1("x", true) == hash.sha1("x"):gsub("..", function(pair)
      return string.char(tonumber(pair, 16)) end) }
  `);
  // sha256 by `printf '\377\000\200' | openssl sha256`.
  assert.deepEqual((value as unknown[]).slice(0, 4), [16, 64, 20, 40]);
  assert.equal((value as unknown[])[5], true);
});

Deno.test("hash.fnv32() and fnv64() are FNV-1a", async () => {
  const value = await runLua(`return {
    ("%x"):format(hash.fnv32("")), ("%x"):format(hash.fnv32("a")), ("%x"):format(hash.fnv32("foobar")),
    tostring(hash.fnv64("")), tostring(hash.fnv64("a")), tostring(hash.fnv64("foobar")), hash.fnv64("foobar") }
  `);
  const sums = [0xcbf29ce484222325n, 0xaf63dc4c8601ec8cn, 0x85944171f73967e8n];
  assert.deepEqual(value, ["811c9dc5", "e40c292c", "bf9cf968", ...sums.map(String), sums[2]]);
});

Deno.test("hash refuses what is no string", async () => {
  const value = await runLua(`
    local problems = {}
    for _, name in ipairs({ "md5", "sha512", "fnv32", "fnv64", "hmac_md5", "hmac_sha512" }) do
      local value, err = hash[name](5, "k")
      problems[#problems + 1] = tostring(value) .. " " .. err:kind() .. " " .. err:message()
    end
    local value, err = hash.hmac_sha256("data")
    problems[#problems + 1] = err:kind() .. " " .. err:message()
    return problems
  `);
  assert.deepEqual(value, [...Array(6).fill("nil Invalid data must be a string"), "Invalid secret must be a string"]);
});
