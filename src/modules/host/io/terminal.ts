import type { ByteString } from "../../../base/mod.ts";

/** What a process of a terminal host reads from and writes to (spec/lua-modules.md §20). */
export interface Terminal {
  /** What stood after the name of the command. */
  readonly args: readonly ByteString[];
  /**
   * The next bytes of the input, as soon as there are some.
   *
   * @param count most bytes
   * @param signal gives up; what comes later is for the next one that reads
   * @returns undefined at the end of the input
   */
  read(count: number, signal: AbortSignal): Promise<ByteString | undefined>;
  /** The next line without its end, which is `\n` or `\r\n`; undefined at the end of the input. */
  readLine(signal: AbortSignal): Promise<ByteString | undefined>;
  /** Resolves when the bytes are written. */
  write(bytes: ByteString): Promise<void>;
  /** Writes to the error output. */
  writeError(bytes: ByteString): Promise<void>;
  /**
   * Whether keys come at once and unseen, instead of line by line.
   *
   * @throws {AppError} Unavailable when the input is no terminal
   */
  setRaw(on: boolean): void;
}
