import { createRequire } from "node:module";
import type { Socket } from "node:net";
import type { HttpConnection } from "./http_connection.ts";
import type { HttpTransport } from "./http_transport.ts";

const require = createRequire(import.meta.url);
const undici = () => require("undici") as typeof import("undici");

/**
 * For what Deno's `fetch` cannot be told: another name in the server's certificate, or not to look at it. Its connections
 * serve one request.
 */
export function undiciTransport(connection: HttpConnection): HttpTransport {
  const { Agent, fetch } = undici();
  const sockets: Socket[] = [];
  const connect = connectorOf(connection);
  const agent = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect(options, callback) {
      const fault = missingPermission(connection.unixSocket, options);
      if (fault) callback(fault, null);
      else sockets.push(connect(options, callback) as unknown as Socket);
    },
  });
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent, duplex: "half" } as never) as never,
    close() {
      agent.destroy();
      // The agent knows nothing of sockets that are still connecting.
      for (const socket of sockets) socket.destroy();
    },
  };
}

function connectorOf({ unixSocket, ca, cert, key, serverName, skipsVerification }: HttpConnection) {
  return undici().buildConnector({
    ...{ ca, cert, key, socketPath: unixSocket, servername: serverName, timeout: 0 },
    rejectUnauthorized: !skipsVerification,
  });
}

/** Asked beforehand, because Node's sockets tell a missing permission only as one failure among others. */
function missingPermission(
  unixSocket: string | undefined,
  { hostname, port, protocol }: { hostname: string; port: string; protocol: string },
): Error | undefined {
  if (unixSocket !== undefined) return undefined;
  const host = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  if (Deno.permissions.querySync({ name: "net", host }).state === "granted") return undefined;
  return new Deno.errors.NotCapable(`Requires net access to "${host}"`);
}
