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

Deno.test("Secret.redact() clears text of the secrets that were made, whole and line by line", () => {
  const pem = "-----BEGIN PRIVATE KEY-----\ncanary-line-1\r\ncanary-line-2\n-----END PRIVATE KEY-----\n";
  assert.equal(Secret.redact("canary-short"), "canary-short");
  for (const value of ["canary-short", "canary-short-and-longer", pem, "tiny", ""]) new Secret(value);
  const cases = [
    ["key canary-short refused", "key [REDACTED] refused"],
    ["canary-short-and-longer canary-short", "[REDACTED] [REDACTED]"],
    [JSON.stringify({ pem }), /^.*BEGIN PRIVATE KEY-----\\n\[REDACTED\]\\r\\n\[REDACTED\]\\n-----END.*$/],
    ["tiny", "tiny"],
  ] as const;
  for (const [text, expected] of cases) {
    if (typeof expected === "string") assert.equal(Secret.redact(text), expected);
    else assert.match(Secret.redact(text), expected);
  }
});
