import assert from "node:assert/strict";
import { Secret } from "./secret.ts";

Deno.test("Secret shows its value to nobody but reveal()", () => {
  const secret = new Secret("canary-7f3a");
  const printed = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    Deno.inspect(secret),
    Deno.inspect({ nested: [secret] }, { showHidden: true }),
  ];
  for (const text of printed) {
    assert.ok(!text.includes("canary"), text);
    assert.ok(text.includes("[REDACTED]"), text);
  }
  assert.equal(secret.reveal(), "canary-7f3a");
});
