import { deepEqual, throws } from "node:assert/strict";
import { parseAddress } from "./address.ts";

Deno.test("parseAddress() takes names, numbers and IPv6, with Temporal's port by default", () => {
  deepEqual(parseAddress("temporal.example:443"), { host: "temporal.example", port: 443 });
  deepEqual(parseAddress("10.0.0.1"), { host: "10.0.0.1", port: 7233 });
  deepEqual(parseAddress("[::1]:7234"), { host: "::1", port: 7234 });
});

Deno.test("parseAddress() refuses what is no address", () => {
  for (const text of ["", "http://a:1", "a:b", "a:0", "a:65536", "a:1:2", "::1", "a b:1", "a/b:1", ":7233"]) {
    throws(() => parseAddress(text), { code: "invalid-address", reason: `"${text}" is no address` }, text);
  }
});
