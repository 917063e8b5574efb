import { until } from "./until.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One connection as a {@linkcode RawServer} serves it. */
export interface RawConnection {
  /** Waits for the head of a request: its first line and headers. Empty when the client has gone. */
  readHead(): Promise<string>;
  /** @returns false when the client has gone */
  write(data: string | Uint8Array): Promise<boolean>;
  /** Cuts the connection. */
  close(): void;
}

/**
 * A TCP or TLS server that does with each connection what a test says, then waits for its client to leave: so servers can
 * be slow or broken, and a connection that nobody closes is seen.
 */
export class RawServer implements AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly address: string;
  readonly #listener: Deno.Listener | Deno.TlsListener;
  readonly #open = new Set<Deno.Conn>();
  readonly #serving: Promise<void>;
  #accepted = 0;

  constructor(handle: (connection: RawConnection) => Promise<unknown>, tls?: { cert: string; key: string }) {
    const place = { hostname: "127.0.0.1", port: 0 };
    this.#listener = tls ? Deno.listenTls({ ...place, ...tls }) : Deno.listen(place);
    this.address = `127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
    this.#serving = this.#serve(handle);
  }

  /** Connections so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Resolves when every client has left. */
  async deserted(): Promise<void> {
    await until(() => this.#open.size === 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#open) this.#close(connection);
    await this.#serving;
  }

  async #serve(handle: (connection: RawConnection) => Promise<unknown>): Promise<void> {
    const connections: Promise<void>[] = [];
    for await (const connection of this.#listener) {
      this.#accepted++;
      this.#open.add(connection);
      connections.push(this.#use(connection, handle));
    }
    await Promise.all(connections);
  }

  async #use(connection: Deno.Conn, handle: (connection: RawConnection) => Promise<unknown>): Promise<void> {
    await handle({
      readHead: () => readHead(connection),
      write: (data) => write(connection, data),
      close: () => this.#close(connection),
    });
    while (await read(connection) !== "");
    this.#close(connection);
  }

  #close(connection: Deno.Conn): void {
    if (this.#open.delete(connection)) connection.close();
  }
}

async function readHead(connection: Deno.Conn): Promise<string> {
  let head = "";
  while (!head.includes("\r\n\r\n")) {
    const text = await read(connection);
    if (text === "") return "";
    head += text;
  }
  return head;
}

/** Empty when the client has gone, in whatever way. */
async function read(connection: Deno.Conn): Promise<string> {
  const bytes = new Uint8Array(65_536);
  const count = await connection.read(bytes).catch(() => null);
  return decoder.decode(bytes.subarray(0, count ?? 0));
}

async function write(connection: Deno.Conn, data: string | Uint8Array): Promise<boolean> {
  const bytes = typeof data === "string" ? encoder.encode(data) : data;
  for (let start = 0; start < bytes.length;) {
    const count = await connection.write(bytes.subarray(start)).catch(() => 0);
    if (count === 0) return false;
    start += count;
  }
  return true;
}
