import { createHash } from "node:crypto";
import { join } from "node:path";
import { sleep } from "../base/mod.ts";
import { build, environment, files, program } from "../platform/mod.ts";
import { cacheFolder } from "./cache_folder.ts";
import { DevServerError } from "./dev_server_error.ts";
import { withFileLock } from "./file_lock.ts";
import { freePort, isFree } from "./free_port.ts";
import { type Presence, probe } from "./probe.ts";
import { isAlive, sendSignal } from "./process_alive.ts";
import { processCommand } from "./process_command.ts";
import { type OnProgress, withProgress } from "./progress.ts";
import { adoptServer, type ServerProcess, spawnServer } from "./_server_process.ts";
import { readServerState, removeServerState, type ServerState, writeServerState } from "./server_state.ts";
import { temporalCli } from "./temporal_cli.ts";

/** Milliseconds that a new server may take until it answers. */
const START_TIME = 60_000;
/** Milliseconds for one that another process may have started just now. */
const ADOPT_TIME = 5_000;

/** What {@linkcode startDevServer} is to bring about. */
export interface DevServerOptions {
  /** Absolute path of the application: each has a server, with data of its own. */
  readonly appFolder: string;
  /** Where its gRPC endpoint should be; 0 for any free port. */
  readonly port: number;
  /** Namespaces that exist once it runs. */
  readonly namespaces: readonly string[];
  /** What to do when something else than a fitting Temporal server listens on the port: fail, or take a free port. */
  readonly takenPort: "fail" | "free";
  /** Keeps the data in memory and is known to nobody else; no web UI. @default false */
  readonly ephemeral?: boolean;
  readonly onProgress: OnProgress;
  /** Gives up; what was started is stopped. */
  readonly signal: AbortSignal;
}

/** A Temporal server for development. */
export interface DevServer {
  /** `host:port` of its gRPC endpoint. */
  readonly address: string;
  /** Absent when unknown: the server is somebody else's, or has none. */
  readonly uiUrl?: string;
  /** Where it comes from: we started it, or a process of ours that crashed did, or it is somebody else's. */
  readonly origin: "started" | "adopted" | "found";
  /** Stops the server, unless it was found, and resolves when its process is gone. Safe to call twice. */
  stop(): Promise<void>;
  /** Asks the server to end, unless it was found, without waiting: for an exit that cannot wait. */
  kill(): void;
}

/**
 * Finds a Temporal server to develop with, or starts one (architecture.md §9): the one that this application's last run left
 * behind, a server that answers on the wanted port, else a new one, detached from the terminal.
 *
 * @throws {DevServerError} when there is no way to a server
 */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  if (options.ephemeral) return await launch(options, await files.makeTempDir({ prefix: "lunation-dev-" }));
  const folder = stateFolder(options.appFolder);
  const onWait = (holder: number) =>
    options.onProgress({
      step: `Waiting for process ${holder}, which is starting the dev server of this application`,
      usually: "a few seconds",
      elapsedSeconds: 0,
      done: false,
    });
  return await withFileLock(join(folder, "lock"), options.signal, onWait, async () => {
    return await findOwn(options, folder) ?? await findOther(options) ?? await launch(options, folder);
  });
}

/** Where the dev server of an application keeps its data. */
function stateFolder(appFolder: string): string {
  const hash = createHash("sha256").update(appFolder).digest("hex").slice(0, 16);
  return join(cacheFolder(), "dev", hash);
}

/** The server that an earlier or another Lunation process started for this application. */
async function findOwn({ namespaces, signal }: DevServerOptions, folder: string): Promise<DevServer | undefined> {
  const state = readServerState(folder);
  if (!state || !isServer(state.pid)) return undefined;
  const ownerLives = state.owner !== program.pid && isAlive(state.owner);
  const presence = await ready(state, namespaces, ADOPT_TIME, signal);
  if (ownerLives && presence === "temporal") return foundServer(state.port, state.uiPort);
  if (ownerLives) throw missingNamespace(state.port, namespaces);
  const server = adoptServer(state.pid);
  if (presence === "temporal") {
    const adopted = { ...state, owner: program.pid };
    writeServerState(folder, adopted);
    return { ...ownServer(adopted, server, folder), origin: "adopted" };
  }
  // It is ours and of no use, and it holds the data that the next one needs.
  await server.stop();
}

/** Process ids are used again; this one is a server only when it was called like one. */
function isServer(pid: number): boolean {
  if (!isAlive(pid)) return false;
  return build.os === "windows" || processCommand(pid)?.includes("start-dev") === true;
}

/** A server that somebody runs on the wanted port. */
async function findOther({ port, namespaces, takenPort }: DevServerOptions): Promise<DevServer | undefined> {
  if (port === 0) return undefined;
  const presence = await probe(`127.0.0.1:${port}`, namespaces);
  if (presence === "temporal") return foundServer(port);
  if (takenPort === "free" || (presence === "nothing" && isFree(port))) return undefined;
  if (presence === "no-namespace") {
    throw missingNamespace(port, namespaces);
  }
  throw new DevServerError(`Port ${port} is taken by a program that is not a Temporal server`, [
    "Stop that program, or give the temporal.client another address",
  ]);
}

function missingNamespace(port: number, namespaces: readonly string[]): DevServerError {
  const names = namespaces.map((name) => `"${name}"`).join(" or ");
  return new DevServerError(`The Temporal server on port ${port} has no namespace ${names}`, [
    `Create it: temporal operator namespace create --address localhost:${port} --namespace ${namespaces[0]}`,
    "Or stop that server, and a dev server with the namespace is started in its place",
  ]);
}

async function launch(options: DevServerOptions, folder: string): Promise<DevServer> {
  const { ephemeral = false, onProgress, signal } = options;
  try {
    const env = (name: string) => environment.get(name);
    const cli = await temporalCli({ cache: cacheFolder(), env, onProgress, signal });
    return await withProgress(onProgress, "Starting the Temporal dev server", "2 to 10 seconds", async () => {
      return await startServer(cli, options, folder);
    });
  } catch (error) {
    if (ephemeral) await files.remove(folder, { recursive: true });
    throw error;
  }
}

async function startServer(cli: string, options: DevServerOptions, folder: string): Promise<DevServer> {
  const { namespaces, ephemeral = false, signal } = options;
  const port = freePort(options.port);
  const uiPort = freePort(port + 1000 > 65535 ? 0 : port + 1000);
  const storage = ephemeral ? ["--headless"] : ["--ui-port", `${uiPort}`, "--db-filename", join(folder, "temporal.db")];
  const args = ["server", "start-dev", "--ip", "127.0.0.1", "--port", `${port}`, "--log-level", "warn", ...storage];
  const logFile = join(folder, "server.log");
  const process = await spawnServer(cli, [...args, ...namespaces.flatMap((name) => ["--namespace", name])], logFile);
  const state = { pid: process.pid, owner: program.pid, port, uiPort, startedAt: new Date().toISOString() };
  if (!ephemeral) writeServerState(folder, state);
  const server = ownServer(state, process, folder, ephemeral);
  try {
    if (await ready(state, namespaces, START_TIME, signal) === "temporal") return server;
    throw new DevServerError(`The Temporal dev server did not start: ${lastLine(logFile)}`, [
      `Its log is "${logFile}"`,
    ]);
  } catch (error) {
    await process.stop();
    removeServerState(folder, process.pid);
    throw error;
  }
}

/** Waits until a server answers, but not when its process is dead. */
async function ready(
  { port, pid }: ServerState,
  namespaces: readonly string[],
  milliseconds: number,
  signal: AbortSignal,
): Promise<Presence> {
  const end = performance.now() + milliseconds;
  while (true) {
    const presence = await probe(`127.0.0.1:${port}`, namespaces);
    if (presence === "temporal" || !isAlive(pid) || performance.now() > end) return presence;
    await sleep(100, signal);
  }
}

function lastLine(logFile: string): string {
  return files.readTextFileSync(logFile).trimEnd().split("\n").at(-1) || "it gave no reason";
}

function foundServer(port: number, uiPort?: number): DevServer {
  const uiUrl = uiPort === undefined ? {} : { uiUrl: `http://localhost:${uiPort}` };
  return { address: `127.0.0.1:${port}`, ...uiUrl, origin: "found", stop: () => Promise.resolve(), kill: () => {} };
}

function ownServer(state: ServerState, process: ServerProcess, folder: string, ephemeral = false): DevServer {
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await process.stop();
    if (ephemeral) await files.remove(folder, { recursive: true });
    else removeServerState(folder, state.pid);
  };
  return {
    address: `127.0.0.1:${state.port}`,
    ...(!ephemeral && { uiUrl: `http://localhost:${state.uiPort}` }),
    origin: "started",
    stop: () => stopped ??= stop(),
    kill: () => sendSignal(state.pid, "SIGTERM"),
  };
}
