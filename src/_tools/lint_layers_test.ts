import assert from "node:assert/strict";
import plugin from "./lint_layers.ts";

function lint(path: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, path, source).map(({ id, message }) => `${id}: ${message}`);
}

function assertAllowed(path: string, source: string): void {
  assert.deepEqual(lint(path, source), []);
}

function assertRefused(path: string, source: string, ...messages: string[]): void {
  assert.deepEqual(lint(path, source), messages);
}

Deno.test("lint_layers allows an import that goes down, through mod.ts", () => {
  assertAllowed("src/registry/x.ts", `import { Secret } from "../base/mod.ts";`);
  assertAllowed("src/lua/api/x.ts", `import { y } from "./fengari/y.ts";`);
  assertAllowed("src/modules/commands/x.ts", `import { json } from "../pure/mod.ts";`);
  assertAllowed("src/cli/version.ts", `import config from "../../deno.json" with { type: "json" };`);
  assertAllowed("main.ts", `import { main } from "./src/cli/mod.ts";`);
});

Deno.test("lint_layers refuses an import that goes up", () => {
  const message = `lunation/imports: "base" may not import "lua/api"`;
  assertRefused("src/base/x.ts", `import { y } from "../lua/api/mod.ts";`, message);
  assertRefused("src/base/x.ts", `import "../lua/api/mod.ts";`, message);
});

Deno.test("lint_layers refuses type-only, dynamic and re-exporting imports alike", () => {
  const message = `lunation/imports: "base" may not import "lua/api"`;
  for (
    const source of [
      `import type { Y } from "../lua/api/mod.ts";`,
      `import type { Y } from "../lua/api/mod.ts";`,
      `type Y = import("../lua/api/mod.ts").Y;`,
      `const y = await import("../lua/api/mod.ts");`,
      `export { y } from "../lua/api/mod.ts";`,
      `export type { Y } from "../lua/api/mod.ts";`,
      `export * from "../lua/api/mod.ts";`,
    ]
  ) assertRefused("src/base/x.ts", source, message);
});

Deno.test("lint_layers refuses a dynamic import whose path it cannot read", () => {
  assertRefused(
    "src/kinds/x.ts",
    "await import(name);",
    "lunation/imports: Only a literal path can be checked against the layer table",
  );
});

Deno.test("lint_layers refuses to pass a folder's mod.ts by", () => {
  assertRefused(
    "src/registry/x.ts",
    `import { Secret } from "../base/secret.ts";`,
    `lunation/imports: "base" may be imported only through "src/base/mod.ts"`,
  );
  assertRefused(
    "src/workflow/x.ts",
    `import { funcs } from "../modules/commands/funcs.ts";`,
    `lunation/imports: "modules/commands" may be imported only through "src/modules/commands/mod.ts"`,
  );
});

Deno.test("lint_layers keeps real effects out of the workflow world", () => {
  assertRefused(
    "src/workflow/x.ts",
    `import { http } from "../modules/host/mod.ts";`,
    `lunation/imports: "workflow" may not import "modules/host"`,
  );
});

Deno.test("lint_layers lets kinds reach temporal only lazily", () => {
  assertAllowed("src/kinds/temporal_client/kind.ts", `const t = await import("../../temporal/mod.ts");`);
  assertAllowed("src/kinds/temporal_client/kind.ts", `import type { T } from "../../temporal/mod.ts";`);
  const message =
    `lunation/imports: "kinds" may not import "temporal", except with "await import()", "require()" or "import type"`;
  assertRefused("src/kinds/temporal_client/kind.ts", `import { T } from "../../temporal/mod.ts";`, message);
  assertRefused("src/kinds/temporal_client/kind.ts", `export { T } from "../../temporal/mod.ts";`, message);
});

Deno.test("lint_layers lets pure modules load their packages only lazily", () => {
  assertAllowed("src/modules/pure/x.ts", `const uuid = require("uuid") as typeof import("uuid");`);
  const home = `lunation/imports: Package "uuid" may be imported only in "modules/pure"`;
  assertRefused(
    "src/modules/pure/x.ts",
    `import { v4 } from "uuid";`,
    `${home}, except with "await import()", "require()" or "import type"`,
  );
  assertRefused("src/workflow/x.ts", `const uuid = require("uuid");`, home);
  const message = "lunation/imports: Only a literal path can be checked against the layer table";
  assertRefused("src/modules/pure/x.ts", `const uuid = require(name);`, message);
});

Deno.test("lint_layers lets graph see registry's types only", () => {
  assertAllowed("src/graph/x.ts", `import type { Entry } from "../registry/mod.ts";`);
  const message = `lunation/imports: "graph" may not import "registry", except with "import type"`;
  assertRefused("src/graph/x.ts", `import { decode } from "../registry/mod.ts";`, message);
  assertRefused("src/graph/x.ts", `const r = await import("../registry/mod.ts");`, message);
});

Deno.test("lint_layers lets only tests import _tools", () => {
  const message = `lunation/imports: "src/_tools" may not be imported`;
  assertRefused("src/cli/x.ts", `import { compile } from "../_tools/compile.ts";`, message);
  assertAllowed("tests/support/x.ts", `import { compile } from "../../src/_tools/compile.ts";`);
  assertAllowed("src/_tools/x_test.ts", `import { compile } from "./compile.ts";`);
});

Deno.test("lint_layers keeps a private file in its folder", () => {
  assertAllowed("src/lua/api/x.ts", `import { y } from "./_y.ts";`);
  assertRefused(
    "src/lua/x_test.ts",
    `import { y } from "./fengari/_y.ts";`,
    `lunation/imports: "src/lua/fengari/_y.ts" is private to its folder`,
  );
});

Deno.test("lint_layers refuses folders that the table does not know", () => {
  assertRefused(
    "src/surprise/x.ts",
    `import { Secret } from "../base/mod.ts";`,
    `lunation/imports: "src/surprise/x.ts" lies in no folder of the layer table`,
  );
  assertRefused(
    "src/base/x.ts",
    `import { y } from "../surprise/mod.ts";`,
    `lunation/imports: "src/surprise/mod.ts" lies in no folder of the layer table`,
  );
  assertRefused(
    "main.ts",
    `import { run } from "./src/app/mod.ts";`,
    `lunation/imports: "main.ts" may import only "src/cli/mod.ts"`,
  );
});

Deno.test("lint_layers keeps the order of the folders inside a layer", () => {
  assertAllowed("src/lua/compiler/types/x.ts", `import { y } from "../support/y.ts";`);
  assertAllowed("src/lua/compiler/library/x.ts", `import { y } from "../code/y.ts";`);
  assertAllowed("src/lua/compiler/x.ts", `import { y } from "./library/y.ts"; import { z } from "./z.ts";`);
  const message = `lunation/imports: "lua/compiler/types" may not import`;
  assertRefused(
    "src/lua/compiler/types/x.ts",
    `import { y } from "../code/y.ts";`,
    `${message} "src/lua/compiler/code/y.ts"`,
  );
  assertRefused(
    "src/lua/compiler/types/x.ts",
    `import type { Y } from "../y.ts";`,
    `${message} "src/lua/compiler/y.ts"`,
  );
});

Deno.test("lint_layers gives every npm package its home", () => {
  assertAllowed("src/registry/x.ts", `import { parseDocument } from "yaml";`);
  assertAllowed("src/lua/fengari/x.ts", `import { lua } from "fengari";`);
  assertAllowed("src/temporal/x.ts", `import { W } from "@temporalio/worker/lib/workflow/interface.js";`);
  const refused = (path: string, specifier: string, message: string) =>
    assertRefused(path, `import { x } from "${specifier}";`, `lunation/imports: ${message}`);
  refused("src/kinds/x.ts", "yaml", `Package "yaml" may be imported only in "registry", "modules/pure"`);
  refused("src/kinds/x.ts", "npm:yaml@2.8.3", `Package "yaml" may be imported only in "registry", "modules/pure"`);
  refused("src/lua/api/x.ts", "fengari", `Package "fengari" may be imported only in "lua/fengari"`);
  refused("src/cli/x.ts", "fast-check", `Package "fast-check" may be imported only in tests`);
  refused("src/cli/x.ts", "left-pad", `Package "left-pad" has no home in the layer table`);
  refused(
    "src/kinds/x.ts",
    "@temporalio/worker",
    `Package "@temporalio/worker" may be imported only in "temporal", "workflow", "devserver"`,
  );
});

Deno.test("lint_layers gives tests every layer and package that has a home", () => {
  assertAllowed("src/lua/x_test.ts", `import fc from "fast-check"; import { load } from "../app/load.ts";`);
  assertAllowed("tests/temporal/x_test.ts", `import { Client } from "@temporalio/client"; Deno.exit(Date.now());`);
  assertRefused(
    "src/lua/api/x.ts",
    `import { y } from "./y_test.ts";`,
    `lunation/imports: "src/lua/api/y_test.ts" belongs to the tests`,
  );
});

Deno.test("lint_layers refuses clock, randomness and effects in the pure layers", () => {
  const refused = (source: string, name: string) =>
    assertRefused("src/workflow/x.ts", source, `lunation/globals: "${name}" may not be used here`);
  refused("Deno.exit(1);", "Deno");
  refused("let file: Deno.FsFile;", "Deno");
  refused("const all = { Deno };", "Deno");
  refused("Date.now();", "Date.now");
  refused(`Date["now"]();`, "Date.now");
  refused("new Date();", "new Date()");
  refused("Math.random();", "Math.random");
  refused("crypto.randomUUID();", "crypto.randomUUID");
  refused("setTimeout(f, 1);", "setTimeout");
  refused("const later = () => fetch;", "fetch");
  refused("globalThis.setInterval(f, 1);", "globalThis.setInterval");
  refused("performance.now();", "performance");
  refused("await fetch(url);", "fetch");
  assertRefused(
    "src/modules/pure/x.ts",
    `import fs from "node:fs";`,
    `lunation/imports: "modules/pure" may not import "node:fs"`,
  );
});

Deno.test("lint_layers lets only platform, tools and tests name the runtime", () => {
  const refused = (path: string, source: string, name = "Deno") =>
    assertRefused(path, source, `lunation/globals: "${name}" may not be used here`);
  refused("src/cli/x.ts", "Deno.args;");
  refused("src/cli/x.ts", "globalThis.Deno.exit(1);", "globalThis.Deno");
  refused("src/devserver/x.ts", "let info: Deno.FileInfo;");
  refused("src/base/clock.ts", "Deno.pid;");
  assertAllowed("src/platform/x.ts", "Deno.args; let info: Deno.FileInfo;");
  assertAllowed("src/_tools/x.ts", "Deno.args;");
  assertAllowed("src/cli/x_test.ts", "Deno.args;");
  assertAllowed("main.ts", "Deno.exit(0);");
  assertRefused(
    "src/platform/x.ts",
    `import { Secret } from "../base/mod.ts";`,
    `lunation/imports: "platform" may not import "base"`,
  );
});

Deno.test("lint_layers leaves alone what only looks like a clock", () => {
  assertAllowed("src/lua/api/x.ts", `clock.setTimeout(1); const o = { fetch: 1 }; new Date(0); Math.max(1, 2);`);
  assertAllowed("src/lua/api/x.ts", "function fetch() {} fetch();");
  assertAllowed("src/lua/api/x.ts", "const { fetch } = program; const f = (setTimeout) => setTimeout(); fetch();");
  assertAllowed("src/lua/limits/x.ts", "performance.now();");
  assertAllowed("src/base/clock.ts", "Date.now(); setTimeout(f, 1);");
  assertAllowed("src/cli/x.ts", "Date.now();");
  assertAllowed("src/lua/api/x.ts", `import { inspect } from "node:util";`);
});

Deno.test("lint_layers refuses files over 400 and functions over 80 lines", () => {
  const body = (lines: number) => "f();\n".repeat(lines);
  assertAllowed("src/cli/x.ts", body(400));
  assertRefused("src/cli/x.ts", body(401), "lunation/size: File has 401 lines, at most 400 are allowed");
  assertAllowed("src/cli/x.ts", `function f() {\n${body(78)}}`);
  const message = "lunation/size: Function has 81 lines, at most 80 are allowed";
  assertRefused("src/cli/x.ts", `function f() {\n${body(79)}}`, message);
  assertRefused("src/cli/x.ts", `const f = () => {\n${body(79)}};`, message);
  assertRefused("src/cli/x.ts", `const o = { f() {\n${body(79)}} };`.replace("f() {", "f: function () {"), message);
});
