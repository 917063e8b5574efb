import { errorText } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import { files, isNotFound, program } from "../../platform/mod.ts";
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
      files.writeTextFileSync(this.#temporary, "");
      files.removeSync(this.#temporary);
    } catch (error) {
      throw new UsageError(`cannot write the ready file ${quote(path)}: ${errorText(error)}`);
    }
  }

  /** Writes the file in one step: who sees it sees all of it. It holds the process id as JSON. */
  write(): void {
    files.writeTextFileSync(this.#temporary, `${JSON.stringify({ pid: program.pid })}\n`);
    files.renameSync(this.#temporary, this.#path);
  }

  /** Removes the file if it is there. */
  remove(): void {
    try {
      if (files.lstatSync(this.#path).isDirectory) throw new Error("it is a folder"); // an empty one would be removed
      files.removeSync(this.#path);
    } catch (error) {
      if (isNotFound(error)) return;
      throw new UsageError(`cannot remove the ready file ${quote(this.#path)}: ${errorText(error)}`);
    }
  }

  get #temporary(): string {
    return `${this.#path}.${program.pid}.tmp`;
  }
}
