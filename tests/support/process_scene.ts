import { type Clock, type Data, type StopReport, systemClock } from "../../src/base/mod.ts";
import {
  type CallOptions,
  type ForeignTargets,
  FunctionRunner,
  ProcessHost,
  type ProcessNode,
} from "../../src/processes/mod.ts";
import { settle } from "./fake_clock.ts";
import { programsOf, RecordingLogger } from "./lua_runner.ts";
import { processNode } from "./process_node.ts";

/** What a scene is made of; each text is the body of a main function, with its arguments in `...`. */
export interface SceneOptions {
  readonly functions?: Record<string, string>;
  readonly processes?: Record<string, string>;
  readonly clock?: Clock;
  /** Name of the node. @default "local" */
  readonly node?: string;
  readonly foreign?: Partial<ForeignTargets>;
  /** Hosts of processes that are called as functions, by the id of the process. */
  readonly defaultHosts?: Record<string, string>;
}

/** An application with one host of processes, `app:host`. */
export class ProcessScene {
  readonly node: ProcessNode;
  readonly functions: FunctionRunner;
  readonly host: ProcessHost;
  readonly logger = new RecordingLogger();

  constructor(options: SceneOptions) {
    const { functions = {}, processes = {}, clock = systemClock, foreign, defaultHosts = {} } = options;
    const [find, findProcess] = [functions, processes].map((bodies) => {
      const sources = Object.entries(bodies).map(([id, body]) => [id, `return function(...) ${body}\nend`]);
      const programs = programsOf(Object.fromEntries(sources));
      return (id: string) => programs.get(id);
    });
    this.node = processNode(clock, foreign, options.node);
    const { node, logger } = this;
    this.functions = new FunctionRunner({
      find: find!,
      findProcess(id) {
        const program = findProcess!(id);
        return program && { program, host: defaultHosts[id] };
      },
      ...{ node, clock, logger },
    });
    this.host = new ProcessHost({ id: "app:host", functions: this.functions, node, logger });
  }

  /** Ends all processes; nothing of the scene is left. */
  async stop(): Promise<StopReport> {
    const report = await this.host.stop(AbortSignal.abort());
    // Turns of processes that have ended may still be queued.
    await settle();
    return report;
  }

  /** Calls a function. */
  call(id: string, args: Data[] = [], options: Partial<CallOptions> = {}): Promise<Data | undefined> {
    return this.functions.call(id, args, { signal: new AbortController().signal, ...options });
  }
}

/** Runs the body of one function beside processes that run on `app:host`, which is stopped afterwards: nothing is left. */
export async function inScene(
  body: string,
  processes: Record<string, string> = {},
  options: Omit<SceneOptions, "processes"> & { readonly args?: Data[] } = {},
): Promise<Data | undefined> {
  const { args, ...given } = options;
  const scene = new ProcessScene({ ...given, functions: { ...given.functions, "app:main": body }, processes });
  await scene.host.start();
  try {
    return await scene.call("app:main", args);
  } finally {
    await scene.stop();
  }
}
