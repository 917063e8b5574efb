import { deepEqual } from "node:assert/strict";
import type { Entry } from "../../registry/mod.ts";
import { entryView } from "./entry_view.ts";

function entry(
  data: Record<string, unknown>,
  meta: Record<string, unknown> = {},
  kind = "temporal.client",
): Entry {
  return {
    id: "app:x",
    namespace: "app",
    name: "x",
    kind,
    meta,
    data,
    file: "/base/src/_index.yaml",
    locate: () => ({ file: "/base/src/_index.yaml", line: 4, column: 3, endLine: 4, endColumn: 5 }),
    filledField: () => undefined,
    sourceFile: ([key]) => key === "source" ? "/base/src/lua/x.lua" : undefined,
  };
}

Deno.test("entryView() says where the entry is, and shows files as they are named", () => {
  deepEqual(entryView(entry({ source: "return 1", count: 5n }, { comment: "hello" }), "/base"), {
    id: "app:x",
    kind: "temporal.client",
    file: "src/_index.yaml",
    line: 4,
    meta: { comment: "hello" },
    data: { source: "file://lua/x.lua", count: "5" },
  });
});

Deno.test("entryView() hides secrets at any depth, in data and meta", () => {
  const { data, meta } = entryView(
    entry(
      {
        auth: { type: "api_key", api_key: "hunter2", api_key_env: "KEY", api_key_file: "key.txt", cert_pem: "CERT" },
        tokens: ["hunter2", { a: 5 }],
        password: 1234,
        enabled: true,
      },
      { secret: { deep: "hunter2" } },
    ),
    "/",
  );
  deepEqual(data, {
    auth: {
      type: "api_key",
      api_key: "[REDACTED]",
      api_key_env: "KEY",
      api_key_file: "key.txt",
      cert_pem: "[REDACTED]",
    },
    tokens: ["[REDACTED]", { a: "[REDACTED]" }],
    password: "[REDACTED]",
    enabled: true,
  });
  deepEqual(meta, { secret: { deep: "[REDACTED]" } });
});

Deno.test("entryView() hides what a kind calls secret", () => {
  const values = { values: { ADDRESS: "hunter2", OTHER: "${env:X}" } };
  deepEqual(entryView(entry(values, {}, "env.storage.static"), "/").data, {
    values: { ADDRESS: "[REDACTED]", OTHER: "${env:X}" },
  });
  deepEqual(entryView(entry({ variable: "X", default: "hunter2" }, {}, "env.variable"), "/").data, {
    ...{ variable: "X", default: "[REDACTED]" },
  });
});

Deno.test("entryView() shows placeholders as written, without a default that is secret", () => {
  const { data } = entryView(
    entry({ address: "${env:app:address|localhost:7233}", api_key: "${env:KEY}", key_pem: "${env:PEM|hunter2}" }),
    "/",
  );
  deepEqual(data, {
    address: "${env:app:address|localhost:7233}",
    api_key: "${env:KEY}",
    key_pem: "${env:PEM|[REDACTED]}",
  });
});
