/** A failure as a program on another SDK sees it, without the wrappers of workflow, activity and child. */
export interface PeerFailure {
  readonly kind: "application" | "canceled" | "timeout" | "other";
  readonly message: string;
  readonly type?: string;
  readonly nonRetryable?: boolean;
  readonly details?: unknown[];
  readonly timeoutType?: string;
}

/** What came of a request: a value (absent for none) or a failure. */
export interface Answer {
  readonly value?: unknown;
  readonly failure?: PeerFailure;
}

/** What a client of another SDK is told to do. */
export type Operation =
  | { operation: "start"; workflowId: string; type: string; taskQueue: string; args: unknown[]; timeoutMs?: number }
  | { operation: "signal" | "query" | "update"; workflowId: string; name: string; args: unknown[] }
  | { operation: "result" | "cancel"; workflowId: string };

export interface PeerPlace {
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
}

/**
 * A program on another SDK in a process of its own: a worker, and a client that is told what to do by lines of JSON. Both
 * programs, in `go` and `typescript`, have the same workflows and activities, and answer in the same form.
 */
export class Peer implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #pending = new Map<number, PromiseWithResolvers<Answer>>();
  readonly #reading: Promise<void>;
  #lastId = 0;

  /** @param command program and arguments, to which the place is added as JSON */
  constructor([program, ...args]: readonly [string, ...string[]], readonly place: PeerPlace) {
    this.#child = new Deno.Command(program, {
      args: [...args, JSON.stringify(place)],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#reading = this.#read();
  }

  /** Has one thing done, and waits for what comes of it. */
  async ask(operation: Operation): Promise<Answer> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<Answer>();
    this.#pending.set(id, answer);
    await this.#input.write(new TextEncoder().encode(`${JSON.stringify({ id, ...operation })}\n`));
    return await answer.promise;
  }

  /** Starts a workflow, with a random id unless one is given, and tells its id. */
  async start(type: string, taskQueue: string, args: unknown[], timeoutMs?: number): Promise<string> {
    const workflowId = crypto.randomUUID();
    const { failure } = await this.ask({ operation: "start", workflowId, type, taskQueue, args, timeoutMs });
    if (failure) throw new Error(`${type} was not started: ${failure.message}`);
    return workflowId;
  }

  /** Runs a workflow of its own or of another worker. */
  async run(type: string, taskQueue: string, args: unknown[], timeoutMs?: number): Promise<Answer> {
    const workflowId = await this.start(type, taskQueue, args, timeoutMs);
    return await this.ask({ operation: "result", workflowId });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close();
    await this.#reading;
    await this.#child.status;
  }

  async #read(): Promise<void> {
    let rest = "";
    for await (const text of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) this.#take(JSON.parse(line));
    }
    for (const { reject } of this.#pending.values()) reject(new Error("The program on the other SDK has ended"));
  }

  #take({ id, ...answer }: Answer & { id: number }): void {
    this.#pending.get(id)?.resolve(answer);
    this.#pending.delete(id);
  }
}
