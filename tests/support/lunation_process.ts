import { processesMarked } from "./processes_marked.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;

/** The program in a process of its own, with what it writes. Whatever it leaves behind is found by its mark and killed. */
export class LunationProcess implements AsyncDisposable {
  stdout = "";
  stderr = "";
  readonly pid: number;
  readonly #child: Deno.ChildProcess;
  readonly #mark = `LUNATION_TEST_MARK=${crypto.randomUUID()}`;
  readonly #reading: Promise<unknown>;
  #waiters: (() => void)[] = [];
  #isOver = false;

  /**
   * @param env set beside the test's own environment
   * @param cwd default: the test's own
   * @param launcher a command that starts the program in its own place, such as `nohup`; none by default
   */
  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd?: string,
    launcher: readonly string[] = [],
  ) {
    const [name, value] = this.#mark.split("=") as [string, string];
    const binary = Deno.env.get("LUNATION_BINARY");
    const [command, ...rest] = [...launcher, ...binary ? [binary] : [Deno.execPath(), "run", "-A", MAIN], ...args];
    this.#child = new Deno.Command(command!, {
      args: rest,
      env: { NO_COLOR: "1", ...env, [name]: value },
      cwd,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.pid = this.#child.pid;
    this.#reading = Promise.all([
      this.#read(this.#child.stdout, (text) => this.stdout += text),
      this.#read(this.#child.stderr, (text) => this.stderr += text),
    ]).then(() => {
      this.#isOver = true;
      this.#wake();
    });
  }

  /**
   * Waits until its output holds the text.
   *
   * @throws Error with all that it wrote when it ends without
   */
  async sees(text: string): Promise<void> {
    while (!(this.stderr + this.stdout).includes(text)) {
      if (this.#isOver) throw new Error(`The program ended without "${text}":\n${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  kill(signal: Deno.Signal): void {
    this.#child.kill(signal);
  }

  /** Waits for its end. */
  async exitCode(): Promise<number> {
    const { code } = await this.#child.status;
    await this.#reading;
    return code;
  }

  /** What it has started, directly or not, that still runs. */
  async leftovers(): Promise<string[]> {
    const processes = await processesMarked(this.#mark);
    return processes.filter(({ pid }) => pid !== this.pid).map(({ command }) => command);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { pid } of await processesMarked(this.#mark)) {
      try {
        Deno.kill(pid, "SIGKILL");
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
    await this.exitCode();
  }

  async #read(bytes: ReadableStream<Uint8Array<ArrayBuffer>>, take: (text: string) => void): Promise<void> {
    for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
      take(text);
      this.#wake();
    }
  }

  #wake(): void {
    for (const resolve of this.#waiters.splice(0)) resolve();
  }
}
