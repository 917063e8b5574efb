import { AppError, type EnvStorage } from "../base/mod.ts";
import { isMissingPermission } from "../platform/mod.ts";
import { envError } from "./storages.ts";
import { readTextOrNothing, replaceFile, UnusableFile, withLock } from "./_files.ts";
import { EnvFile } from "./env_file.ts";

/** How a {@linkcode FileStorage} treats its file. */
export interface FileStorageSettings {
  /** Absolute. */
  readonly path: string;
  /** Whether a write makes the file, and its folders, when they are missing. */
  readonly autoCreate: boolean;
  /** Mode of the file after a write; absent, that of the file as it is, or 0644. */
  readonly fileMode?: number;
  /** Mode of folders that are made. */
  readonly dirMode: number;
}

/**
 * `env.storage.file`: an {@linkcode EnvFile}, read each time. Writers wait for each other, also those of other processes,
 * and readers see the old file or the new one, never a part.
 */
export class FileStorage implements EnvStorage {
  readonly #settings: FileStorageSettings;
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(settings: FileStorageSettings) {
    this.#settings = settings;
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.list()).get(key);
  }

  async list(): Promise<ReadonlyMap<string, string>> {
    const text = await this.#guarded("read", () => readTextOrNothing(this.#settings.path));
    return new EnvFile(text ?? "").values;
  }

  set(key: string, value: string): Promise<void> {
    return this.#update((file) => {
      if (!file.set(key, value)) throw envError("Invalid", `the key or value of "${key}" does not fit in an env file`);
    });
  }

  delete(key: string): Promise<void> {
    return this.#update((file) => file.delete(key));
  }

  #update(change: (file: EnvFile) => void): Promise<void> {
    const write = this.#lastWrite.then(() => this.#guarded("write", () => this.#rewrite(change)));
    this.#lastWrite = write.catch(() => {}); // the caller of the write gets the error
    return write;
  }

  async #rewrite(change: (file: EnvFile) => void): Promise<void> {
    const { path, autoCreate, fileMode, dirMode } = this.#settings;
    await withLock(path, autoCreate ? { dirMode } : {}, async () => {
      const text = await readTextOrNothing(path);
      if (text === undefined && !autoCreate) {
        throw new UnusableFile('it does not exist; "auto_create: true" makes it');
      }
      const file = new EnvFile(text ?? "");
      change(file);
      if (file.toString() !== text) await replaceFile(path, file.toString(), fileMode);
    });
  }

  /** The operating system's refusals are errors of the application's world. */
  async #guarded<T>(verb: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError || !(error instanceof Error)) throw error;
      const message = `cannot ${verb} the env file "${this.#settings.path}": ${error.message}`;
      if (isMissingPermission(error)) throw envError("PermissionDenied", message);
      if (error instanceof UnusableFile || "code" in error) throw envError("Internal", message);
      throw error;
    }
  }
}
