import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { isGranted, missingPermission } from "../../../platform/mod.ts";
import type { HttpConnection } from "./http_connection.ts";
import type { HttpTransport } from "./http_transport.ts";

const require = createRequire(import.meta.url);
const undici = () => require("undici") as typeof import("undici");

type Connector = ReturnType<typeof import("undici").buildConnector>;
type Target = Parameters<Connector>[0];
type Connected = Parameters<Connector>[1];

/**
 * For what Deno's `fetch` cannot be told: another name in the server's certificate, or not to look at it. Its connections
 * serve one request.
 */
export function undiciTransport(connection: HttpConnection): HttpTransport {
  const { Agent, fetch } = undici();
  const sockets: Socket[] = [];
  const agent = new Agent({ headersTimeout: 0, bodyTimeout: 0, connect: connectorOf(connection, sockets) });
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent, duplex: "half" } as never) as never,
    close() {
      agent.destroy();
      // The agent knows nothing of sockets that are still connecting.
      for (const socket of sockets) socket.destroy();
    },
  };
}

function connectorOf(connection: HttpConnection, sockets: Socket[]): Connector {
  const { unixSocket, ca, cert, key, serverName, skipsVerification } = connection;
  const connect = undici().buildConnector({
    ...{ ca, cert, key, socketPath: unixSocket, servername: serverName, timeout: 0 },
    rejectUnauthorized: !skipsVerification,
  });
  return (target, connected) => {
    const fault = unixSocket === undefined ? netRefusal(target) : undefined;
    if (fault) connected(fault, null);
    else sockets.push(connect(target, explaining(connected)) as unknown as Socket);
  };
}

/** Deno before 2.9 has no words for a handshake that fails. */
function explaining(connected: Connected): Connected {
  return (...[error, socket]) => {
    if (error?.message !== "write UNKNOWN") return connected(...[error, socket] as Parameters<Connected>);
    connected(
      new Error("the TLS handshake failed: the server's certificate is not trusted, or has another name"),
      null,
    );
  };
}

/** Asked beforehand, because Node's sockets tell a missing permission only as one failure among others. */
function netRefusal({ hostname, port, protocol }: Target): Error | undefined {
  const host = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  if (isGranted({ name: "net", value: host })) return undefined;
  return missingPermission(`Requires net access to "${host}"`);
}
