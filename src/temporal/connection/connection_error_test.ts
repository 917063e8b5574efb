import { deepEqual } from "node:assert/strict";
import { CONNECTION_FAULTS, ConnectionError, type ConnectionFault } from "./connection_error.ts";

const PAGE = new URL("../../../docs/connecting.md", import.meta.url);

Deno.test("docs/connecting.md lists every fault and whether it is tried again", () => {
  const rows = [...Deno.readTextFileSync(PAGE).matchAll(/^\| `([a-z-]+)` +\|.*\| (yes|no) +\|$/gm)];
  const expected = Object.entries(CONNECTION_FAULTS).map(([code, { passes }]) => [code, passes ? "yes" : "no"]);
  deepEqual(rows.map(([, code, again]) => [code, again]).sort(), expected.sort());
});

Deno.test("ConnectionError says what is wrong and what to change, and whether it may pass", () => {
  for (const [code, { hint, passes }] of Object.entries(CONNECTION_FAULTS)) {
    const error = new ConnectionError(code as ConnectionFault, "it is wrong", { context: "cannot connect: " });
    deepEqual([error.message, error.retryable], [`cannot connect: it is wrong [${code}]; ${hint}`, passes]);
  }
});
