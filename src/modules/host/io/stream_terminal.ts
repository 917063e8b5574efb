import {
  abortable,
  AppError,
  bytesToByteString,
  type ByteString,
  byteStringToBytes,
  canceled,
  fromLatin1,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
import { isBrokenPipe, isStorageFault, systemErrorText } from "../../../platform/mod.ts";
import type { Terminal } from "./terminal.ts";

/** Longer lines are cut, so that an endless one cannot fill the memory. */
const LONGEST_LINE = 16 * 1024 * 1024;
const LINE_REGEXP = /^([^\n]*?)\r?\n/;

/** Where a {@linkcode StreamTerminal} reads and writes; the process's own are `standardStreams`. */
export interface TerminalStreams {
  readonly stdin: { readonly readable: ReadableStream<Uint8Array>; isTerminal(): boolean; setRaw(on: boolean): void };
  readonly stdout: { write(bytes: Uint8Array): Promise<number> };
  readonly stderr: { write(bytes: Uint8Array): Promise<number> };
}

/** A terminal over byte streams. */
export class StreamTerminal implements Terminal {
  readonly args: readonly ByteString[];
  readonly #streams: TerminalStreams;
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  #reading: Promise<void> | undefined;
  /** What has come and is not taken, one character per byte. */
  #input = "";
  #hasEnded = false;
  #isRaw = false;

  /** @param args Unicode text */
  constructor(streams: TerminalStreams, args: readonly string[]) {
    this.#streams = streams;
    this.args = args.map((arg) => toByteString(arg));
  }

  async read(count: number, signal: AbortSignal): Promise<ByteString | undefined> {
    while (this.#input === "" && !this.#hasEnded) await this.#more(signal);
    return this.#take(Math.min(count, this.#input.length));
  }

  async readLine(signal: AbortSignal): Promise<ByteString | undefined> {
    let searched = 0;
    while (!this.#input.includes("\n", searched) && !this.#hasEnded && this.#input.length < LONGEST_LINE) {
      searched = this.#input.length;
      await this.#more(signal);
    }
    const [whole, line] = LINE_REGEXP.exec(this.#input) ?? [];
    if (whole === undefined) return this.#take(Math.min(this.#input.length, LONGEST_LINE));
    this.#take(whole.length);
    return fromLatin1(line!);
  }

  async write(bytes: ByteString): Promise<void> {
    await writeAll(this.#streams.stdout, bytes);
  }

  async writeError(bytes: ByteString): Promise<void> {
    await writeAll(this.#streams.stderr, bytes);
  }

  setRaw(on: boolean): void {
    const { stdin } = this.#streams;
    if (!stdin.isTerminal()) {
      throw new AppError("the input is no terminal", { kind: "Unavailable", retryable: false });
    }
    stdin.setRaw(on);
    this.#isRaw = on;
  }

  /** Ends the use of the input, whose terminal is then as it was before; nothing is read any more. */
  async close(): Promise<void> {
    if (this.#isRaw) this.setRaw(false);
    await this.#reader?.cancel();
    await this.#reading;
  }

  #take(count: number): ByteString | undefined {
    const text = this.#input.slice(0, count);
    this.#input = this.#input.slice(count);
    return text === "" && this.#hasEnded ? undefined : fromLatin1(text);
  }

  /** Waits for input; a read that was given up goes on for the next one. */
  async #more(signal: AbortSignal): Promise<void> {
    this.#reading ??= this.#readChunk().finally(() => this.#reading = undefined);
    await abortable(this.#reading, signal, canceled);
  }

  async #readChunk(): Promise<void> {
    this.#reader ??= this.#streams.stdin.readable.getReader();
    const { value, done } = await this.#reader.read();
    if (done) this.#hasEnded = true;
    else this.#input += toLatin1(bytesToByteString(value));
  }
}

async function writeAll(stream: TerminalStreams["stdout"], output: ByteString): Promise<void> {
  const bytes = byteStringToBytes(output);
  try {
    for (let at = 0; at < bytes.length;) at += await stream.write(bytes.subarray(at));
  } catch (error) {
    const unavailable = { kind: "Unavailable", retryable: false } as const;
    if (isBrokenPipe(error)) throw new AppError("nobody reads the output any more", unavailable);
    if (isStorageFault(error)) throw new AppError(`cannot write: ${systemErrorText(error)}`, unavailable);
    throw error;
  }
}
