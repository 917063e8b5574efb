import * as net from "node:net";
import * as tls from "node:tls";
import { onAbort } from "../../base/mod.ts";
import type { Address } from "./address.ts";

/** What an HTTP/2 client says first: its preface and an empty SETTINGS frame. */
const HELLO = new Uint8Array([
  ...new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  ...[0, 0, 0, 4, 0, 0, 0, 0, 0],
]);

/**
 * Finds out whether a server says anything at all: the native connection cannot be called off while it waits for one that
 * stays silent, and would hold its socket for ever. Sends no credentials, trusts nobody; any answer will do, a refusal too.
 *
 * @param serverName expected by a server with TLS; undefined for plain text
 * @throws the signal's reason when it aborts before an answer; nothing is left open
 */
export async function preflight(
  { host, port }: Address,
  serverName: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const { promise: answered, resolve, reject } = Promise.withResolvers<void>();
  using _ = onAbort(signal, () => reject(signal.reason));
  const socket = serverName === undefined ? net.connect({ host, port }) : tls.connect({
    host,
    port,
    ALPNProtocols: ["h2"],
    rejectUnauthorized: false,
    ...net.isIP(serverName) === 0 && { servername: serverName },
  });
  if (serverName === undefined) socket.once("connect", () => socket.write(HELLO));
  socket.once("secureConnect", resolve);
  socket.once("data", resolve);
  // What is wrong, the native connection tells better.
  socket.on("error", () => resolve());
  socket.once("close", () => resolve());
  try {
    await answered;
  } finally {
    socket.destroy();
  }
}
