import { AppError, type Component, type Data, type Logger, onAbort, type StopReport, text } from "../base/mod.ts";
import { NO_SPAWN_SETTINGS, SYSTEM_PID } from "../modules/commands/mod.ts";
import type { Exit, ProcessHandle } from "./process_handle.ts";
import type { ProcessNode } from "./process_node.ts";

/** What a {@linkcode ProcessService} works with. */
export interface ProcessServiceOptions {
  readonly node: ProcessNode;
  /** Entry id of the process. */
  readonly target: string;
  /** Id of the host that runs it. */
  readonly host: string;
  readonly args: readonly Data[];
  readonly logger: Logger;
}

/** One process that is kept running: its failure is the component's, which is started anew. One that returns has done its work. */
export class ProcessService implements Component {
  readonly failed: Promise<never>;
  readonly #options: ProcessServiceOptions;
  readonly #fail: (error: unknown) => void;
  readonly #ended = Promise.withResolvers<void>();
  #handle: ProcessHandle | undefined;
  #isStopping = false;

  constructor(options: ProcessServiceOptions) {
    const { promise, reject } = Promise.withResolvers<never>();
    this.failed = promise;
    this.#fail = reject;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { node, target, host, args } = this.#options;
    const request = { target, args, settings: NO_SPAWN_SETTINGS, context: new Map(), from: SYSTEM_PID };
    this.#handle = await node.place(host).spawn(request);
    this.#handle.watch((exit) => this.#exited(exit));
  }

  async stop(signal: AbortSignal): Promise<StopReport> {
    this.#isStopping = true;
    if (!this.#handle) return { cut: [] };
    const handle = this.#handle;
    const cut: string[] = [];
    // It may have ended already.
    const terminate = () =>
      void handle.terminate().then(() => cut.push(`process "${this.#options.target}" ${handle.pid}`), () => {});
    handle.cancel("the service is shutting down", SYSTEM_PID).catch(() => {});
    using _ = onAbort(signal, terminate);
    await this.#ended.promise;
    return { cut };
  }

  #exited({ error }: Exit): void {
    this.#ended.resolve();
    if (this.#isStopping) return;
    if (error) return this.#fail(error.kind === "Canceled" ? final(error) : error);
    this.#options.logger.log("info", text`Process "${this.#options.target}" has done its work`);
  }
}

/** Somebody ended it on purpose (spec/registry.md §5): it is not started again. */
function final({ message, kind, cause }: AppError): AppError {
  return new AppError(message, { kind, retryable: false, cause });
}
