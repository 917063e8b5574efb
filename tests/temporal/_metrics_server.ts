import { freePort, probe } from "../../src/devserver/mod.ts";
import { findTemporalCli } from "../support/temporal_cli.ts";
import { until } from "../support/until.ts";

/** A Temporal server of one test that tells what it counts, and starts activities eagerly when workers ask. */
export class MetricsServer implements AsyncDisposable {
  readonly namespace = "default";
  readonly address = `127.0.0.1:${freePort(0)}`;
  readonly #metrics = `127.0.0.1:${freePort(0)}`;
  #process: Deno.ChildProcess | undefined;

  private constructor() {}

  static async start(): Promise<MetricsServer> {
    const server = new MetricsServer();
    const port = (address: string) => address.split(":")[1]!;
    const place = ["--ip", "127.0.0.1", "--port", port(server.address), "--metrics-port", port(server.#metrics)];
    const eager = ["--dynamic-config-value", "system.enableActivityEagerExecution=true"];
    server.#process = new Deno.Command(await findTemporalCli(new AbortController().signal), {
      args: ["server", "start-dev", "--headless", "--log-level", "never", ...place, ...eager],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    await until(async () => await probe(server.address, [server.namespace]) === "temporal");
    return server;
  }

  /**
   * Values of a metric.
   *
   * @param labels as the server writes them: `operation="PollActivityTaskQueue"`
   */
  async read(name: string, ...labels: string[]): Promise<number[]> {
    const text = await (await fetch(`http://${this.#metrics}/metrics`)).text();
    return text.split("\n")
      .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)))
      .map((line) => Number(line.split(" ").at(-1)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process?.kill("SIGTERM");
    await this.#process?.status;
  }
}
