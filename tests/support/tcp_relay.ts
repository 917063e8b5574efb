/** A local port behind which an address lies: its connections can be cut, as in an outage of the network. */
export class TcpRelay implements AsyncDisposable {
  readonly address: string;
  readonly #target: { hostname: string; port: number };
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #serving: Promise<void>;
  readonly #open = new Set<Deno.Conn>();
  #isCut = false;

  /** @param target `host:port` */
  constructor(target: string) {
    const [hostname, port] = target.split(":") as [string, string];
    this.#target = { hostname, port: Number(port) };
    this.address = `127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
    this.#serving = this.#serve();
  }

  /** Ends all connections; new ones end at once, until {@linkcode mend}. */
  cut(): void {
    this.#isCut = true;
    for (const connection of this.#open) this.#close(connection);
  }

  mend(): void {
    this.#isCut = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#serving;
  }

  async #serve(): Promise<void> {
    const relays: Promise<void>[] = [];
    for await (const from of this.#listener) relays.push(this.#relay(from));
    await Promise.all(relays);
  }

  async #relay(from: Deno.Conn): Promise<void> {
    this.#open.add(from);
    if (this.#isCut) return this.#close(from);
    const to = await Deno.connect(this.#target);
    this.#open.add(to);
    const copy = (source: Deno.Conn, sink: Deno.Conn) => source.readable.pipeTo(sink.writable).catch(() => {});
    await Promise.race([copy(from, to), copy(to, from)]);
    this.#close(from);
    this.#close(to);
  }

  #close(connection: Deno.Conn): void {
    if (!this.#open.delete(connection)) return;
    try {
      connection.close();
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }
}
