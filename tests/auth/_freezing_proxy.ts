import * as net from "node:net";
import { once } from "node:events";

/** A TCP proxy whose connections can be frozen (they stay open, and no byte passes any more) or cut. New ones work. */
export class FreezingProxy implements AsyncDisposable {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  /** How many connections were made. */
  connections = 0;

  private constructor(upstream: string) {
    const [host, port] = upstream.split(":");
    this.#server = net.createServer((inner) => {
      this.connections++;
      const outer = net.connect({ host: host!, port: Number(port) });
      inner.pipe(outer);
      outer.pipe(inner);
      for (const [socket, other] of [[inner, outer], [outer, inner]] as const) {
        this.#sockets.add(socket);
        socket.on("error", () => socket.destroy());
        socket.once("close", () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
      }
    });
  }

  /** @param port a free one when absent */
  static async start(upstream: string, port = 0): Promise<FreezingProxy> {
    const proxy = new FreezingProxy(upstream);
    proxy.#server.listen(port, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as net.AddressInfo).port}`;
  }

  /** Loses all bytes of the connections that there are, until one side gives its connection up. */
  freeze(): void {
    for (const socket of this.#sockets) {
      socket.unpipe();
      socket.resume();
    }
  }

  /** Breaks the connections off. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.cut();
    await closed;
  }
}
