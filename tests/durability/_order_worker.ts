import { orderExample } from "../../src/demo/mod.ts";
import { LunationProcess } from "../support/lunation_process.ts";

/** Milliseconds after which a wait was in vain; far beyond what anything here takes, it only keeps a test from hanging. */
const LIMIT = 300_000;

/** Where a worker finds its server and its work. */
export interface Place {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

/** The order example in a process of its own: `lunation run`. */
export class OrderWorker extends LunationProcess {
  /** @param overrides more values for `-o` */
  constructor({ address, namespace, taskQueue }: Place, overrides: readonly string[] = []) {
    const all = [
      `${orderExample.client}:address=${address}`,
      `${orderExample.client}:namespace=${namespace}`,
      `${orderExample.worker}:task_queue=${taskQueue}`,
      ...overrides,
    ];
    super(["run", "--app", orderExample.folder, ...all.flatMap((override) => ["-o", override])]);
  }

  /** Waits for what needs this worker: fails with the worker's log when it ends, or when it takes too long. */
  async serves<T>(work: Promise<T>): Promise<T> {
    const { promise: vain, reject } = Promise.withResolvers<never>();
    const fail = (reason: string) => reject(new Error(`${reason}\n${this.stderr}`));
    this.exitCode().then((code) => fail(`the worker ended with exit code ${code}`));
    const timer = setTimeout(() => fail("the worker took too long"), LIMIT);
    try {
      return await Promise.race([work, vain]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks it to end in order, and gives its exit code. */
  stop(): Promise<number> {
    this.kill("SIGTERM");
    return this.exitCode();
  }
}
