/** The size of a terminal in characters. */
export interface ConsoleSize {
  readonly columns: number;
  readonly rows: number;
}

/** An output of the process. Each write takes some of the bytes, and returns how many. */
export interface OutputStream {
  write(bytes: Uint8Array): Promise<number>;
  writeSync(bytes: Uint8Array): number;
  isTerminal(): boolean;
}

/** The three streams that a process is started with. */
export interface StandardStreams {
  readonly stdin: {
    readonly readable: ReadableStream<Uint8Array>;
    isTerminal(): boolean;
    /** Whether each key is read at once and not printed; only for a terminal. */
    setRaw(on: boolean): void;
  };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
}

export const standardStreams: StandardStreams = Deno;

/** How large the terminal is now; 80 × 24 when there is none, or one that does not tell. */
export function consoleSize(): ConsoleSize {
  const usual = { columns: 80, rows: 24 };
  try {
    const { columns, rows } = Deno.consoleSize();
    return columns > 0 && rows > 0 ? { columns, rows } : usual;
  } catch {
    return usual;
  }
}
