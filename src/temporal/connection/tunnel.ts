import { once } from "node:events";
import * as net from "node:net";
import * as tls from "node:tls";
import type { NativeConnectionOptions } from "@temporalio/worker";
import { errorText } from "../../base/mod.ts";
import { isGranted } from "../../platform/mod.ts";
import type { Address } from "./address.ts";
import { ConnectionError } from "./connection_error.ts";

/** Longest request for a tunnel that is read. */
const MAX_REQUEST = 8192;
const USER = "lunation";
const LOOPBACK = "127.0.0.1";

/** How a {@linkcode Tunnel} reaches the server. */
export interface TunnelOptions {
  readonly target: Address;
  /** The tunnel itself speaks TLS with the server, with no look at its certificate; it passes bytes on when absent. */
  readonly unverifiedTls?: { readonly certificate?: string; readonly key?: string };
}

/**
 * An HTTP proxy on a random port of the loopback interface that leads to one server, for the native connection: it does
 * what that cannot, break off a dead connection, and take any certificate (architecture.md §8). Other users of the machine have
 * no part in it: it asks for a password.
 */
export class Tunnel {
  readonly #server: net.Server;
  readonly #options: TunnelOptions;
  readonly #password = crypto.randomUUID();
  readonly #sockets = new Set<net.Socket>();
  /** What the last attempt to reach the server failed with. */
  lastError: string | undefined;

  private constructor(options: TunnelOptions) {
    this.#options = options;
    this.#server = net.createServer((inner) => this.#accept(inner));
  }

  /** @throws {ConnectionError} when Deno was not given the right to listen on the loopback interface */
  static async open(options: TunnelOptions): Promise<Tunnel> {
    if (!isGranted({ name: "net", value: LOOPBACK })) {
      const reason = `the program was started without --allow-net=${LOOPBACK}, for the relay of this connection`;
      throw new ConnectionError("missing-permission", reason);
    }
    const tunnel = new Tunnel(options);
    tunnel.#server.listen(0, LOOPBACK);
    await once(tunnel.#server, "listening");
    return tunnel;
  }

  /** The option of the native connection that leads it here. */
  get proxy(): NonNullable<NativeConnectionOptions["proxy"]> {
    const { port } = this.#server.address() as net.AddressInfo;
    return {
      type: "http-connect",
      targetHost: `${LOOPBACK}:${port}`,
      basicAuth: { username: USER, password: this.#password },
    };
  }

  /** Breaks all connections off; new ones may be made. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.cut();
    await closed;
  }

  #accept(inner: net.Socket): void {
    this.#track(inner);
    let request = "";
    const onData = (bytes: Uint8Array) => {
      request += new TextDecoder("latin1").decode(bytes);
      const isWhole = request.endsWith("\r\n\r\n");
      if (!isWhole && request.length < MAX_REQUEST) return;
      inner.off("data", onData);
      if (isWhole && this.#isOurs(request)) this.#join(inner);
      else inner.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    };
    inner.on("data", onData);
  }

  #isOurs(request: string): boolean {
    const wanted = `Basic ${btoa(`${USER}:${this.#password}`)}`;
    return request.split("\r\n").some((line) => /^proxy-authorization: (.*)$/i.exec(line)?.[1] === wanted);
  }

  #join(inner: net.Socket): void {
    const { target, unverifiedTls } = this.#options;
    let outer: net.Socket;
    try {
      outer = unverifiedTls ? tls.connect(tlsOptions(target, unverifiedTls)) : net.connect(target);
    } catch (error) {
      // A key pair that is none is refused at once.
      this.#note(error);
      inner.destroy();
      return;
    }
    this.#track(outer);
    outer.on("error", (error) => this.#note(error));
    outer.once(unverifiedTls ? "secureConnect" : "connect", () => {
      inner.setNoDelay(true);
      outer.setNoDelay(true);
      inner.write("HTTP/1.1 200 OK\r\n\r\n");
      inner.pipe(outer);
      outer.pipe(inner);
    });
    inner.once("close", () => outer.destroy());
    outer.once("close", () => inner.destroy());
  }

  #note(error: unknown): void {
    const code = error instanceof Error && "code" in error ? `${error.code} ` : "";
    this.lastError = `${code}${errorText(error)}`;
  }

  #track(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.once("close", () => this.#sockets.delete(socket));
  }
}

function tlsOptions({ host, port }: Address, { certificate, key }: { certificate?: string; key?: string }) {
  return {
    host,
    port,
    ALPNProtocols: ["h2"],
    rejectUnauthorized: false,
    ...net.isIP(host) === 0 && { servername: host },
    ...certificate !== undefined && { cert: certificate },
    ...key !== undefined && { key },
  } satisfies tls.ConnectionOptions;
}
