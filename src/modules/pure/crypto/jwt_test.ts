import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { type ByteString, type Clock, fromByteString, fromLatin1 } from "../../../base/mod.ts";
import { outside } from "../../../../tests/support/outside_programs.ts";
import { runLua } from "../../../../tests/support/lua_runner.ts";

/** RFC 7515, appendix A.1: HS256, issued by "joe", valid until 2011-03-22 18:43:00 UTC. */
const TOKEN = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9" +
  ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ" +
  ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const KEY = Buffer.from(
  "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
  "base64url",
).toString("latin1");

function clockAt(seconds: number): Clock {
  return { now: () => BigInt(seconds) * 1_000_000_000n, after: () => () => {} };
}

function problem(body: string, args: string[] = [], clock = clockAt(1_300_000_000)): Promise<unknown> {
  return runLua(
    `local first, second = ... local value, err = ${body} return err and err:kind() .. ": " .. err:message() or json.encode(value)`,
    args.map(fromLatin1),
    {
      clock,
    },
  );
}

Deno.test("crypto.jwt.verify() accepts the token of RFC 7515 before its time is over, and not after", async () => {
  const call = "crypto.jwt.verify(...)";
  const claims = '{"iss":"joe","exp":1300819380,"http://example.com/is_root":true}';
  assert.equal(await problem(call, [TOKEN, KEY], clockAt(1_300_819_379)), claims);
  assert.equal(await problem(call, [TOKEN, KEY], clockAt(1_300_819_380)), "Internal: token refused: jwt expired");
  assert.equal(await problem(call, [TOKEN, "other"]), "Internal: token refused: invalid signature");
  assert.equal(await problem(call, [TOKEN, KEY, "HS512"]), "Internal: token refused: invalid algorithm");
});

Deno.test("crypto.jwt.encode() makes tokens that others can check", async () => {
  const token = await runLua(
    `local claims = { sub = "ä" } claims.exp = 2000000000 claims._header = { kid = "k1", alg = "none" }
    return crypto.jwt.encode(claims, "secret", "HS384")`,
  ) as ByteString;
  const [header, payload, signature] = fromByteString(token).split(".") as [string, string, string];
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  assert.deepEqual(read(header), { alg: "HS384", typ: "JWT", kid: "k1" });
  assert.deepEqual(read(payload), { sub: "ä", exp: 2000000000 });
  assert.equal(createHmac("sha384", "secret").update(`${header}.${payload}`).digest("base64url"), signature);
});

Deno.test("crypto.jwt keeps iat, order and the last digit of claims", async () => {
  const claims = '{"sub":"a","iat":1300000000,"exp":1400000000,"id":1234567890123456789}';
  const call = "crypto.jwt.verify(crypto.jwt.encode(json.decode(first), 'k'), 'k')";
  assert.equal(await problem(call, [claims]), claims);
});

Deno.test("crypto.jwt keeps claims through encode and verify, for every shared-key algorithm", async () => {
  const value = await runLua(`
    local results = {}
    for i, alg in ipairs({ "HS256", "HS384", "HS512" }) do
      local claims = { list = { 1, 2 }, deep = { ok = true }, exp = os.time() + 60 }
      local read = crypto.jwt.verify(crypto.jwt.encode(claims, "secret", alg), "secret", alg)
      results[i] = #read.list == 2 and read.deep.ok and read.exp == claims.exp
    end
    return results
  `);
  assert.deepEqual(value, [true, true, true]);
});

Deno.test("crypto.jwt.verify() wants an exp unless told otherwise, and respects nbf", async () => {
  const eternal = `crypto.jwt.encode({ a = 1 }, "k")`;
  assert.equal(await problem(`crypto.jwt.verify(${eternal}, "k")`), "Internal: token refused: the token has no exp");
  assert.equal(await problem(`crypto.jwt.verify(${eternal}, "k", "HS256", false)`), '{"a":1}');
  const early = `crypto.jwt.encode({ nbf = 1400000000, exp = 1500000000 }, "k")`;
  assert.equal(await problem(`crypto.jwt.verify(${early}, "k")`), "Internal: token refused: jwt not active");
});

Deno.test("crypto.jwt refuses broken tokens, no signature, and bad arguments", async () => {
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.`;
  const cases: [string, string][] = [
    [`crypto.jwt.verify("x", "k")`, "Internal: token refused: jwt malformed"],
    [`crypto.jwt.verify("${none}", "k", "HS256", false)`, "Internal: token refused: jwt signature is required"],
    [`crypto.jwt.verify(5, "k")`, "Invalid: token must be a string"],
    [`crypto.jwt.verify("x", "")`, "Invalid: key must be a string that is not empty"],
    [`crypto.jwt.verify("x", "k", "none")`, "Invalid: the algorithm must be one of HS256, HS384, HS512, RS256"],
    [`crypto.jwt.encode("x", "k")`, "Invalid: claims must be a table"],
    [`crypto.jwt.encode({}, "k", "ES256")`, "Invalid: the algorithm must be one of HS256, HS384, HS512, RS256"],
    [`crypto.jwt.encode({ 1 }, "k")`, "Invalid: cannot make a token: the claims have no names"],
    [`crypto.jwt.encode({ _header = "x" }, "k")`, 'Invalid: cannot make a token: "_header" must be a table of fields'],
    [`crypto.jwt.encode({ exp = "soon" }, "k")`, 'Invalid: cannot make a token: "exp" should be a number of seconds'],
  ];
  for (const [call, expected] of cases) assert.equal(await problem(call), expected, call);
  const notPem = await problem(`crypto.jwt.encode({ a = 1 }, "no pem", "RS256")`);
  assert.match(String(notPem), /^Invalid: cannot make a token: /);
});

const openssl = outside("openssl");

Deno.test({
  name: "crypto.jwt with RS256 understands openssl, and openssl it",
  ignore: openssl.ignore,
  async fn() {
    const folder = await Deno.makeTempDir();
    const run = async (...args: string[]) => {
      const { success, stdout, stderr } = await new Deno.Command(openssl.path, { args, cwd: folder }).output();
      assert.ok(success, new TextDecoder().decode(stderr));
      return Buffer.from(stdout);
    };
    try {
      await run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "key.pem");
      await run("pkey", "-in", "key.pem", "-pubout", "-out", "public.pem");
      const [key, publicKey] = await Promise.all(
        ["key.pem", "public.pem"].map((name) => Deno.readTextFile(`${folder}/${name}`)),
      );
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
      const signed = `${part({ alg: "RS256" })}.${part({ by: "openssl" })}`;
      await Deno.writeTextFile(`${folder}/signed`, signed);
      const signature = await run("dgst", "-sha256", "-sign", "key.pem", "signed");
      const theirs = `${signed}.${signature.toString("base64url")}`;
      const verify = `crypto.jwt.verify(first, second, "RS256", false)`;
      assert.equal(await problem(verify, [theirs, publicKey!]), '{"by":"openssl"}');
      assert.match(String(await problem(verify, [theirs.slice(0, -8), publicKey!])), /invalid signature/);

      const ours = await runLua(`return crypto.jwt.encode({ by = "us" }, (...), "RS256")`, [
        fromLatin1(key!),
      ]);
      const [header, payload, ourSignature] = fromByteString(ours as ByteString).split(".");
      await Deno.writeTextFile(`${folder}/ours`, `${header}.${payload}`);
      await Deno.writeFile(`${folder}/ours.sig`, Buffer.from(ourSignature!, "base64url"));
      const said = await run("dgst", "-sha256", "-verify", "public.pem", "-signature", "ours.sig", "ours");
      assert.equal(said.toString().trim(), "Verified OK");
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
