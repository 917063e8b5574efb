import assert from "node:assert/strict";
import { Module } from "node:module";
import { runLua } from "../support/lua_runner.ts";

const PACKAGES =
  /node_modules\/(?:\.deno\/[^/]+\/node_modules\/)?((?:@noble\/)?(?:ajv|brotli|ciphers|diff|jsonwebtoken|re2js|timezonecomplete|tzdata|undici|uuid|yaml))\//;

function loaded(): string[] {
  const paths = Object.keys((Module as unknown as { _cache: Record<string, unknown> })._cache);
  return [...new Set(paths.flatMap((path) => PACKAGES.exec(path)?.[1] ?? []))].sort();
}

Deno.test("a script that declares every module loads no package before it calls what needs one", async () => {
  await runLua(`return json.encode({ time.now():format(time.RFC3339), os.date("!%c"), base64.encode("x") })`);
  assert.deepEqual(loaded(), []);
  await runLua(`return text.regexp.compile("x"), crypto.decrypt.aes(("x"):rep(40), ("k"):rep(16))`);
  assert.deepEqual(loaded(), ["@noble/ciphers", "re2js"]);
});
