/** A TCP port that is listened on. */
export interface Listener {
  readonly port: number;
  close(): void;
}

/** A server of HTTP. */
export interface HttpServer {
  readonly port: number;
  /** Resolves when the server has ended. */
  readonly finished: Promise<void>;
}

/** Where a connection goes to, or where to listen: port 0 is any free one. */
export interface Address {
  readonly hostname: string;
  readonly port: number;
}

/** TCP, and HTTP over it. Every method throws errors that the predicates of `errors.ts` know. */
export interface Network {
  listen(address: Address): Listener;
  /** Connects, and closes the connection at once. */
  tryConnection(address: Address): Promise<void>;
  /** Answers requests until the signal aborts. */
  serve(
    options: Address & { readonly signal: AbortSignal },
    handler: (request: Request) => Response | Promise<Response>,
  ): HttpServer;
}

export const network: Network = {
  listen(address) {
    const listener = Deno.listen(address);
    return { port: listener.addr.port, close: () => listener.close() };
  },
  async tryConnection(address) {
    (await Deno.connect(address)).close();
  },
  serve(options, handler) {
    const server = Deno.serve({ ...options, onListen: () => {} }, handler);
    return { port: server.addr.port, finished: server.finished };
  },
};
