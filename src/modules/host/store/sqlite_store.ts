import { createRequire } from "node:module";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import {
  AppError,
  bytesToByteString,
  type ByteString,
  byteStringToBytes,
  type Data,
  type ErrorKind,
  type Store,
  type StoreEntry,
  type StoreWrite,
  toLatin1,
} from "../../../base/mod.ts";

const require = createRequire(import.meta.url);

/** How long a step waits for one of another process. */
const BUSY_MILLISECONDS = 1000;

/** Values are what V8 makes of them, as messages between workers: nothing of them is lost. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS entries (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, version INTEGER NOT NULL, expires_at INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS expiring ON entries (expires_at) WHERE expires_at IS NOT NULL;`;

/** What is not expired. */
const ALIVE = "(expires_at IS NULL OR expires_at > :now)";

const STATEMENTS = {
  read: `SELECT value, version, expires_at FROM entries WHERE key = :key AND ${ALIVE}`,
  write: `INSERT INTO entries VALUES (:key, :value, :version, :expires)
    ON CONFLICT (key) DO UPDATE SET value = :value, version = :version, expires_at = :expires`,
  remove: `DELETE FROM entries WHERE key = :key`,
  purge: `DELETE FROM entries WHERE expires_at <= :now`,
  keys: `SELECT key FROM entries WHERE key > :after AND key >= :prefix AND ${ALIVE} ORDER BY key`,
  count: `SELECT count(*) AS count FROM entries WHERE ${ALIVE}`,
};

type StatementName = keyof typeof STATEMENTS;
type Parameters = Record<string, string | number | Uint8Array | null>;
type Row = Record<string, unknown>;

/** How a {@linkcode SqliteStore} keeps its entries. */
export interface SqliteStoreSettings {
  /** Absolute path of the file, which is made when it is missing; without one the entries end with the program. */
  readonly path?: string;
  /** Most entries. @default no limit */
  readonly maxSize?: number;
}

/** A store over SQLite, opened when it is first used: a table in memory, or a file that several processes may share. */
export class SqliteStore implements Store {
  readonly #settings: SqliteStoreSettings;
  readonly #statements = new Map<StatementName, StatementSync>();
  #opened: DatabaseSync | undefined;

  constructor(settings: SqliteStoreSettings) {
    this.#settings = settings;
  }

  read(key: ByteString, now: number): StoreEntry | undefined {
    const [row] = this.#guarded(() => this.#all("read", { key: byteStringToBytes(key), now }));
    if (!row) return undefined;
    const { deserialize } = require("node:v8") as typeof import("node:v8");
    return {
      key,
      value: deserialize(row.value as Uint8Array) as Data,
      version: row.version as number,
      expiresAt: row.expires_at as number | null ?? undefined,
    };
  }

  write({ key, value, expiresAt, version }: StoreWrite, now: number): number {
    const { serialize } = require("node:v8") as typeof import("node:v8");
    const bytes = serialize(value);
    return this.#transaction(() => {
      this.#run("purge", { now });
      const [row] = this.#all("read", { key: byteStringToBytes(key), now });
      const known = (row?.version ?? 0) as number;
      if (version !== undefined && version !== known) throw conflict(version, known);
      if (!row) this.#checkSize(now);
      this.#run("write", {
        key: byteStringToBytes(key),
        value: bytes,
        version: known + 1,
        expires: expiresAt ?? null,
      });
      return known + 1;
    });
  }

  remove(key: ByteString, now: number): boolean {
    return this.#transaction(() => {
      this.#run("purge", { now });
      return this.#run("remove", { key: byteStringToBytes(key) }) > 0;
    });
  }

  keys(prefix: ByteString, after: ByteString, limit: number, now: number): ByteString[] {
    return this.#guarded(() => {
      const parameters = { prefix: byteStringToBytes(prefix), after: byteStringToBytes(after), now };
      const keys: ByteString[] = [];
      for (const row of this.#statement("keys").iterate(parameters)) {
        const key = bytesToByteString((row as Row).key as Uint8Array);
        if (!toLatin1(key).startsWith(toLatin1(prefix)) || keys.push(key) === limit) break;
      }
      return keys;
    });
  }

  count(now: number): number {
    return this.#guarded(() => this.#all("count", { now }))[0]!.count as number;
  }

  /** Ends the use of the file; the next use opens it again. */
  close(): void {
    this.#statements.clear();
    this.#opened?.close();
    this.#opened = undefined;
  }

  #checkSize(now: number): void {
    const { maxSize = Infinity } = this.#settings;
    if (maxSize === Infinity || this.count(now) < maxSize) return;
    throw storeError("Unavailable", `the store is full: it has ${maxSize} entries`);
  }

  #open(): DatabaseSync {
    if (this.#opened) return this.#opened;
    const sqlite = require("node:sqlite") as typeof import("node:sqlite");
    const database = new sqlite.DatabaseSync(this.#settings.path ?? ":memory:");
    database.exec(`PRAGMA busy_timeout = ${BUSY_MILLISECONDS};${SCHEMA}`);
    if (this.#settings.path !== undefined) globalThis.addEventListener("unload", () => this.close());
    return this.#opened = database;
  }

  /** Preparing one takes longer than running it. */
  #statement(name: StatementName): StatementSync {
    const statement = this.#statements.get(name) ?? this.#open().prepare(STATEMENTS[name]);
    this.#statements.set(name, statement);
    return statement;
  }

  #all(name: StatementName, parameters: Parameters): Row[] {
    return this.#statement(name).all(parameters) as Row[];
  }

  #run(name: StatementName, parameters: Parameters): number {
    return Number(this.#statement(name).run(parameters).changes);
  }

  #transaction<T>(work: () => T): T {
    return this.#guarded(() => {
      const database = this.#open();
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  /** SQLite's and the system's refusals are errors of the application's world. */
  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const isRefusal = error instanceof Error && "code" in error && error.code === "ERR_SQLITE_ERROR";
      if (!isRefusal) throw error;
      const kind = error.name === "NotCapable" ? "PermissionDenied" : "Internal";
      throw storeError(kind, `the store "${this.#settings.path}" cannot be used: ${error.message}`);
    }
  }
}

function conflict(wanted: number, known: number): AppError {
  if (wanted === 0) return storeError("AlreadyExists", "the key is there already");
  const found = known === 0 ? "no such key" : `version ${known}`;
  return storeError("Conflict", `version ${wanted} was expected, there is ${found}`);
}

function storeError(kind: ErrorKind, message: string): AppError {
  return new AppError(message, { kind, retryable: false });
}
