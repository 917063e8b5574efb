import { orderExample } from "../../src/demo/mod.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
/** Milliseconds after which a worker that was asked to end counts as hanging. */
const STOP_TIME = 60_000;

/** Where a worker finds its server and its work. */
export interface Place {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

/** The order example in a process of its own: `lunation run`. */
export class OrderWorker implements AsyncDisposable {
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly status: Promise<Deno.CommandStatus>;
  readonly #child: Deno.ChildProcess;
  readonly #reading: Promise<void>;
  #log = "";
  #hasEnded = false;

  /** @param overrides more values for `-o` */
  constructor({ address, namespace, taskQueue }: Place, overrides: readonly string[] = []) {
    const all = [
      `${orderExample.client}:address=${address}`,
      `${orderExample.client}:namespace=${namespace}`,
      `${orderExample.worker}:task_queue=${taskQueue}`,
      ...overrides,
    ];
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "run", "--app", orderExample.folder, ...all.flatMap((override) => ["-o", override])],
      env: { NO_COLOR: "1" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    this.pid = this.#child.pid;
    this.#reading = this.#read();
    this.status = this.#child.status.then((status) => {
      this.#hasEnded = true;
      return status;
    });
  }

  /** What it has written to stderr so far. */
  get log(): string {
    return this.#log;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ends the process as a power failure would: it gets to know nothing of it. */
  async kill(): Promise<void> {
    this.#signal("SIGKILL");
    await this.status;
    await this.#reading;
  }

  /** Asks the process to end in order, and waits until it has. */
  async stop(): Promise<Deno.CommandStatus> {
    const killer = setTimeout(() => this.#signal("SIGKILL"), STOP_TIME);
    this.#signal("SIGTERM");
    try {
      await this.#reading;
      return await this.status;
    } finally {
      clearTimeout(killer);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const bytes of this.#child.stderr) this.#log += decoder.decode(bytes, { stream: true });
  }

  #signal(name: Deno.Signal): void {
    if (!this.#hasEnded) this.#child.kill(name);
  }
}
