import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("./_dying_worker_main.ts", import.meta.url));

/** What a {@linkcode DyingWorker} serves, and when it dies. */
export interface DyingWorkerPlan {
  readonly place: { readonly address: string; readonly namespace: string };
  readonly taskQueue: string;
  /** Sources by entry id. */
  readonly workflows: Readonly<Record<string, string>>;
  readonly activities: Readonly<Record<string, string>>;
  /**
   * Ends with SIGKILL when a workflow of that type has so many activations behind it, and has answered the next one that is
   * no replay; before anybody hears of the answer.
   */
  readonly dies?: { readonly type: string; readonly activation: number };
}

/** A worker in a process of its own, that dies like a machine without power. */
export class DyingWorker implements AsyncDisposable {
  /** Settled when the process has ended. */
  readonly ended: Promise<unknown>;
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #printed: Promise<string>;

  /** Loads the program, which then waits for {@linkcode begin}. */
  constructor(plan: DyingWorkerPlan) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", MAIN, JSON.stringify(plan)],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#printed = new Response(this.#child.stdout).text();
    this.ended = this.#child.status;
  }

  /** Lets the worker begin to poll. */
  async begin(): Promise<void> {
    await this.#input.write(new Uint8Array(1));
  }

  /** Ends it with SIGKILL, and gives the lines that its scripts have printed. */
  async kill(): Promise<string[]> {
    try {
      this.#child.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await this.ended;
    await this.#input.abort().catch(() => {});
    return (await this.#printed).split("\n").filter((line) => line !== "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }
}
