import { quote } from "../../diagnostics/mod.ts";
import { UsageError } from "../command.ts";

/** A file that is there while the application runs, for scripts that wait for that. */
export class ReadyFile {
  readonly #path: string;

  /**
   * Removes what a run that crashed has left, and tries out whether the file can be written.
   *
   * @param path absolute
   * @throws {UsageError} when it cannot
   */
  constructor(path: string) {
    this.#path = path;
    this.remove();
    try {
      Deno.writeTextFileSync(this.#temporary, "");
      Deno.removeSync(this.#temporary);
    } catch (error) {
      throw new UsageError(`cannot write the ready file ${quote(path)}: ${reasonOf(error)}`);
    }
  }

  /** Writes the file in one step: who sees it sees all of it. It holds the process id as JSON. */
  write(): void {
    Deno.writeTextFileSync(this.#temporary, `${JSON.stringify({ pid: Deno.pid })}\n`);
    Deno.renameSync(this.#temporary, this.#path);
  }

  /** Removes the file if it is there. */
  remove(): void {
    try {
      if (Deno.lstatSync(this.#path).isDirectory) throw new Error("it is a folder"); // an empty one would be removed
      Deno.removeSync(this.#path);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return;
      throw new UsageError(`cannot remove the ready file ${quote(this.#path)}: ${reasonOf(error)}`);
    }
  }

  get #temporary(): string {
    return `${this.#path}.${Deno.pid}.tmp`;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
