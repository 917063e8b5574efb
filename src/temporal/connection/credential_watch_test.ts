import { deepEqual } from "node:assert/strict";
import { Secret } from "../../base/mod.ts";
import { CredentialWatch } from "./credential_watch.ts";
import type { ConnectionSettings } from "./connection_settings.ts";

const NEVER = new AbortController().signal;

/** A watch over an API key file, with what it did. */
async function watched(
  body: (scene: { write(text: string): Promise<void>; look(times: number): Promise<string[]> }) => Promise<void>,
  outcomes: ("done" | "refused" | "again")[] = [],
): Promise<void> {
  const file = await Deno.makeTempFile();
  const settings: ConnectionSettings = {
    address: "localhost:7233",
    namespace: "default",
    connectTimeout: 1000,
    auth: { type: "api_key", key: { file } },
  };
  const events: string[] = [];
  const watch = new CredentialWatch(settings, { apiKey: new Secret("first") }, ({ apiKey }) => {
    events.push(`rotate ${apiKey?.reveal()}`);
    return Promise.resolve(outcomes.shift() ?? "done");
  }, (error) => {
    events.push(`refuse ${error.message.replaceAll(file, "FILE")}`);
    return "refused";
  });
  const write = async (text: string) => {
    await Deno.writeTextFile(file, text);
    await Deno.chmod(file, 0o600);
  };
  const look = async (times: number) => {
    for (let i = 0; i < times; i++) await watch.look(NEVER);
    return events.splice(0);
  };
  try {
    await write("first\n");
    await body({ write, look });
  } finally {
    await Deno.remove(file);
  }
}

Deno.test("CredentialWatch takes a change over when it was seen twice, once", async () => {
  await watched(async ({ write, look }) => {
    deepEqual(await look(3), []);
    await write("second");
    deepEqual(await look(1), []);
    deepEqual(await look(3), ["rotate second"]);
    await write("first");
    deepEqual(await look(3), ["rotate first"]);
  });
});

Deno.test("CredentialWatch does not mind a file that is rewritten as it was", async () => {
  await watched(async ({ write, look }) => {
    await write("  first");
    deepEqual(await look(3), []);
  });
});

Deno.test("CredentialWatch tells of bad material once, and takes the old one back quietly", async () => {
  await watched(async ({ write, look }) => {
    await write("");
    const told = 'refuse api_key_file "FILE" is empty [invalid-api-key]; put the key, and nothing else, there';
    deepEqual(await look(4), [told]);
    await write("first");
    deepEqual(await look(4), []);
    await write("");
    deepEqual(await look(4), [told]);
  });
});

Deno.test("CredentialWatch tries a refused key once, and one that could not be tried again and again", async () => {
  await watched(async ({ write, look }) => {
    await write("second");
    deepEqual(await look(4), ["rotate second"]);
    await write("third");
    deepEqual(await look(4), ["rotate third", "rotate third", "rotate third"]);
  }, ["refused", "again", "again", "done"]);
});
