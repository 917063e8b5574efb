import { deepEqual } from "node:assert/strict";
import { clientPermissions } from "./permissions.ts";
import { schema } from "./schema.ts";
import { clientSettings } from "./settings.ts";

Deno.test("needsRelay() holds for unverified servers and short keep-alive times; settings and permissions follow it", () => {
  const cases: [given: object, needed: boolean][] = [
    [{}, false],
    [{ keep_alive_time: "5s" }, true],
    [{ keep_alive_time: "39s", keep_alive_timeout: "1s" }, false],
    [{ keep_alive_time: "31s", keep_alive_timeout: "9s" }, false],
    [{ keep_alive_timeout: "9s" }, true],
    [{ tls: { enabled: true, insecure_skip_verify: true } }, true],
    [{ tls: { enabled: false, insecure_skip_verify: true } }, false],
  ];
  for (const [given, needed] of cases) {
    const config = schema.parse({ address: "localhost:7233", ...given });
    const { throughRelay } = clientSettings(config, "/app");
    const needs = clientPermissions({ config }, { appFolder: "/app" });
    const mayListen = needs.some(({ name, value }) => name === "net" && value === "127.0.0.1");
    deepEqual([throughRelay, mayListen], [needed, needed], JSON.stringify(given));
  }
});
