import { join } from "node:path";
import { freePort, probe } from "../../src/devserver/mod.ts";
import { findTemporalCli } from "../support/temporal_cli.ts";
import { until } from "../support/until.ts";

const NAMESPACE = "default";

/** A Temporal server of one test, with its data in a file, that can be stopped and started again. */
export class DevServer implements AsyncDisposable {
  readonly address: string;
  readonly namespace = NAMESPACE;
  readonly #port: number;
  readonly #folder: string;
  #process: Deno.ChildProcess | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#port = freePort(0);
    this.address = `127.0.0.1:${this.#port}`;
  }

  static async start(): Promise<DevServer> {
    const server = new DevServer(await Deno.makeTempDir({ prefix: "lunation-server-" }));
    try {
      await server.start();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Starts it, always on the same port and data, and waits until it answers. */
  async start(): Promise<void> {
    const storage = ["--headless", "--db-filename", join(this.#folder, "temporal.db")];
    const place = ["--ip", "127.0.0.1", "--port", `${this.#port}`, "--namespace", NAMESPACE];
    this.#process = new Deno.Command(await findTemporalCli(new AbortController().signal), {
      args: ["server", "start-dev", "--log-level", "never", ...place, ...storage],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    await until(async () => await probe(this.address, [NAMESPACE]) === "temporal");
  }

  async stop(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (!process) return;
    process.kill("SIGTERM");
    const killer = setTimeout(() => process.kill("SIGKILL"), 10_000);
    await process.status;
    clearTimeout(killer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await Deno.remove(this.#folder, { recursive: true });
  }
}
