import fc from "fast-check";
import { ok } from "node:assert/strict";
import { appFolder } from "../../tests/support/app_folder.ts";
import { randomSettings } from "../../tests/support/random_settings.ts";
import { renderText } from "../diagnostics/mod.ts";
import { kinds } from "../kinds/mod.ts";
import { load } from "./load.ts";

const YAML = Deno.readTextFileSync(new URL("../../tests/spec/check/env_good/app/_index.yaml", import.meta.url));
const ENV = "# settings\nTEMPORAL_ADDRESS=\"localhost:7233\" # quoted\nREGION='eu'\n";
/** Pieces that mean something to the readers. */
const PIECES = [
  ..."\n|  |- |: |{|}|[|]|,|#|\"|'|$|${|${env:|$${|*a|&a |<<: *a|~|null|0|-1|1e999|0o777|!!binary |!!js/function |\t|\0|\uFEFF|\ud800"
    .split("|"),
  ..."|${env:KEY|}|>\n  text|%YAML 1.1\n---\n|? |app:|ns:app|namespace: app\n|kind: env.variable|storage: all|__proto__: 1|="
    .split("|"),
];

const change = fc.record({
  at: fc.nat(10_000),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(200)),
  text: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...PIECES).map((piece) => piece.repeat(50)), fc.string()),
});

function mutate(text: string, changes: readonly { at: number; length: number; text: string }[]): string {
  return changes.reduce((all, { at, length, text }) => {
    const start = at % (all.length + 1);
    return all.slice(0, start) + text + all.slice(start + length);
  }, text);
}

Deno.test("load() answers any mutilated application with diagnostics", async () => {
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(changes, changes, async (yaml, env) => {
      await using app = await appFolder({ "_index.yaml": mutate(YAML, yaml), "settings/app.env": mutate(ENV, env) });
      const systemEnvironment = { get: () => undefined, toObject: () => ({}) };
      const { collector } = await load({ appFolder: app.path, kinds, systemEnvironment, unresolved: "warning" });
      ok(typeof renderText(collector.diagnostics, { cwd: app.path }) === "string");
    }),
    { ...randomSettings(150), interruptAfterTimeLimit: 60_000 },
  );
});
