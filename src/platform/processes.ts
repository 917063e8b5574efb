/** What a program has printed when it has ended. */
export interface ChildOutput {
  readonly stdout: Uint8Array;
}

/** A program that was started. */
export interface ChildProcess {
  readonly stderr: ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Resolves when it has ended. */
  readonly status: Promise<{ readonly success: boolean }>;
}

/** How {@linkcode Processes.spawn} starts a program. */
export interface SpawnOptions {
  readonly args: string[];
  /** Variables beside those of this process. */
  readonly env: Record<string, string>;
  /** Kills the program. */
  readonly signal: AbortSignal;
}

/** Other programs. Every method throws an error that the predicates of `errors.ts` know. */
export interface Processes {
  /** Runs a program to its end; its errors are not printed. */
  output(program: string, args: string[]): ChildOutput;
  /** Starts a program without input and output; what it prints as errors is read by the caller. */
  spawn(program: string, options: SpawnOptions): ChildProcess;
}

export const processes: Processes = {
  output: (program, args) => new Deno.Command(program, { args, stderr: "null" }).outputSync(),
  spawn: (program, options) =>
    new Deno.Command(program, { ...options, stdin: "null", stdout: "null", stderr: "piped" }).spawn(),
};
