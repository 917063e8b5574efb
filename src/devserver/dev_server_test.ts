import { deepEqual, equal, match, notEqual, ok, rejects } from "node:assert/strict";
import { join } from "node:path";
import { type DevServer, type DevServerOptions, startDevServer } from "./dev_server.ts";
import { DevServerError } from "./dev_server_error.ts";
import { until } from "../../tests/support/until.ts";
import { freePort } from "./free_port.ts";
import { probe } from "./probe.ts";
import { isAlive } from "./process_alive.ts";
import { readServerState, writeServerState } from "./server_state.ts";

const NEVER = new AbortController().signal;
/** A process id that no process has: Linux gives none above 2^22. */
const NOBODY = 2 ** 22 + 1;

/** An application of its own with an empty cache. */
class Scene {
  readonly cache = Deno.makeTempDirSync({ prefix: "lunation-test-" });
  readonly options: DevServerOptions;
  readonly servers: DevServer[] = [];
  readonly #before = Deno.env.get("LUNATION_CACHE");

  constructor(options: Partial<DevServerOptions> = {}) {
    Deno.env.set("LUNATION_CACHE", this.cache);
    this.options = {
      appFolder: "/app",
      port: freePort(0),
      namespaces: ["default"],
      takenPort: "fail",
      onProgress: () => {},
      signal: NEVER,
      ...options,
    };
  }

  /** Where the server's data is. */
  get folder(): string {
    const [entry] = [...Deno.readDirSync(join(this.cache, "dev"))];
    return join(this.cache, "dev", entry!.name);
  }

  async start(options: Partial<DevServerOptions> = {}): Promise<DevServer> {
    const server = await startDevServer({ ...this.options, ...options });
    this.servers.push(server);
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.servers) await server.stop();
    if (this.#before === undefined) Deno.env.delete("LUNATION_CACHE");
    else Deno.env.set("LUNATION_CACHE", this.#before);
    await Deno.remove(this.cache, { recursive: true });
  }
}

Deno.test("startDevServer() starts a server with the namespaces and stops it without a trace", async () => {
  await using scene = new Scene({ namespaces: ["default", "shop"] });
  const server = await scene.start();
  deepEqual([server.address, server.origin], [`127.0.0.1:${scene.options.port}`, "started"]);
  equal(await probe(server.address, ["shop", "default"]), "temporal");
  equal((await (await fetch(server.uiUrl!)).text()).includes("<html"), true);

  const { pid } = readServerState(scene.folder)!;
  ok(isAlive(pid));
  const [group, session] = (await output("ps", "-o", "pgid=,sid=", "-p", `${pid}`)).trim().split(/\s+/).map(Number);
  deepEqual([group, session], [pid, pid], "a signal of the terminal would reach it");

  await server.stop();
  equal(isAlive(pid), false);
  equal(await probe(server.address), "nothing");
  equal(readServerState(scene.folder), undefined);
});

Deno.test("startDevServer() leaves the server of a living process to it", async () => {
  await using scene = new Scene();
  await scene.start();
  const state = readServerState(scene.folder)!;
  const other = new Deno.Command("sleep", { args: ["60"] }).spawn();
  try {
    writeServerState(scene.folder, { ...state, owner: other.pid });
    const second = await scene.start({ port: freePort(0) });
    deepEqual([second.address, second.origin], [`127.0.0.1:${state.port}`, "found"]);
    await second.stop();
    equal(await probe(second.address), "temporal");
  } finally {
    other.kill();
    await other.status;
  }
});

Deno.test("startDevServer() adopts the server of a process that crashed", async () => {
  await using scene = new Scene();
  await scene.start();
  const state = readServerState(scene.folder)!;
  writeServerState(scene.folder, { ...state, owner: NOBODY });
  const second = await scene.start({ port: freePort(0) });
  deepEqual([second.address, second.origin], [`127.0.0.1:${state.port}`, "adopted"]);
  equal(readServerState(scene.folder)!.owner, Deno.pid);
  await second.stop();
  equal(isAlive(state.pid), false);
});

Deno.test("startDevServer() keeps the data over a restart, and serves a namespace that came later", async () => {
  await using scene = new Scene({ namespaces: ["shop"] });
  await (await scene.start()).stop();
  await (await scene.start({ namespaces: ["default"] })).stop();
  const third = await scene.start({ namespaces: ["default"] });
  equal(await probe(third.address, ["shop"]), "temporal");
});

Deno.test("startDevServer() replaces an orphan that lacks the namespace", async () => {
  await using scene = new Scene();
  await scene.start();
  const state = readServerState(scene.folder)!;
  writeServerState(scene.folder, { ...state, owner: NOBODY });
  const second = await scene.start({ namespaces: ["shop"] });
  equal(isAlive(state.pid), false);
  equal(await probe(second.address, ["shop"]), "temporal");
});

Deno.test("startDevServer() uses a Temporal server that listens on the wanted port, and never stops it", async () => {
  await using scene = new Scene();
  const theirs = await scene.start({ ephemeral: true });
  const port = Number(theirs.address.split(":")[1]);
  const ours = await scene.start({ port });
  deepEqual([ours.address, ours.origin, ours.uiUrl], [theirs.address, "found", undefined]);
  await ours.stop();
  ours.kill();
  equal(await probe(theirs.address), "temporal");

  await rejects(startDevServer({ ...scene.options, port, namespaces: ["shop"] }), (error: DevServerError) => {
    equal(error.message, `The Temporal server on port ${port} has no namespace "shop"`);
    match(error.hints[0]!, /temporal operator namespace create .* --namespace shop$/);
    return true;
  });
});

Deno.test("startDevServer() refuses a foreign listener on the port, or goes elsewhere", async () => {
  await using scene = new Scene();
  const foreign = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, () => new Response("hello"));
  try {
    const { port } = foreign.addr;
    await rejects(startDevServer({ ...scene.options, port }), {
      name: "DevServerError",
      message: `Port ${port} is taken by a program that is not a Temporal server`,
    });
    const server = await scene.start({ port, takenPort: "free" });
    notEqual(server.address, `127.0.0.1:${port}`);
    equal(await probe(server.address), "temporal");
  } finally {
    await foreign.shutdown();
  }
});

Deno.test("startDevServer() starts one server when two ask at the same time", async () => {
  await using scene = new Scene();
  const servers = await Promise.all([scene.start(), scene.start()]);
  equal(servers[0].address, servers[1].address);
  equal(await probe(servers[0].address), "temporal");
});

Deno.test("startDevServer() tells why a server does not start", async () => {
  await using scene = new Scene();
  const cli = join(scene.cache, "temporal");
  await Deno.writeTextFile(cli, "#!/bin/sh\necho 'disk is full'\nexit 1\n", { mode: 0o755 });
  const before = Deno.env.get("TEMPORAL_CLI")!;
  Deno.env.set("TEMPORAL_CLI", cli);
  try {
    await rejects(startDevServer(scene.options), { message: "The Temporal dev server did not start: disk is full" });
    equal(readServerState(scene.folder), undefined);
  } finally {
    Deno.env.set("TEMPORAL_CLI", before);
  }
});

Deno.test("startDevServer() stops what it had started when it is called off", async () => {
  const stop = new AbortController();
  await using scene = new Scene({ signal: stop.signal });
  const starting = scene.start();
  // The server's process is there as soon as its state is written. A start that fails before fails the test.
  await Promise.race([until(() => hasState(scene)), starting]);
  const { pid } = readServerState(scene.folder)!;
  stop.abort(new Error("interrupted"));
  await rejects(starting, { message: "interrupted" });
  equal(isAlive(pid), false);
});

function hasState(scene: Scene): boolean {
  try {
    return readServerState(scene.folder) !== undefined;
  } catch {
    return false;
  }
}

async function output(command: string, ...args: string[]): Promise<string> {
  return new TextDecoder().decode((await new Deno.Command(command, { args }).output()).stdout);
}
