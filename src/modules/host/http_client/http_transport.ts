import { createHttpClient } from "../../../platform/mod.ts";
import type { HttpConnection } from "./http_connection.ts";
import { undiciTransport } from "./_undici_transport.ts";

/** Sends requests over connections of one kind. */
export interface HttpTransport {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Ends what is left of its connections. */
  close(): void;
}

interface Shared {
  readonly transport: HttpTransport;
  users: number;
}

const PLAIN: HttpTransport = { fetch, close() {} };
const shared = new Map<string, Shared>();

/**
 * The transport for a request. Deno's own `fetch` serves, and reuses connections, wherever it can be told how to connect;
 * requests that run at the same time and connect in the same special way share theirs.
 *
 * @param connection undefined when the URL says all
 */
export function openTransport(connection: HttpConnection | undefined): HttpTransport {
  if (connection === undefined) return PLAIN;
  if (connection.serverName !== undefined || connection.skipsVerification) return undiciTransport(connection);
  const key = JSON.stringify(connection);
  const entry = shared.get(key) ?? { transport: clientTransport(connection), users: 0 };
  shared.set(key, entry);
  entry.users++;
  return { fetch: entry.transport.fetch, close: () => release(key, entry) };
}

function release(key: string, entry: Shared): void {
  if (--entry.users > 0) return;
  shared.delete(key);
  entry.transport.close();
}

function clientTransport({ unixSocket, ca, cert, key, namesHost }: HttpConnection): HttpTransport {
  return createHttpClient({
    ...(unixSocket !== undefined && { proxy: { transport: "unix", path: unixSocket } }),
    ...(ca !== undefined && { caCerts: [ca] }),
    ...(cert !== undefined && { cert, key }),
    allowHost: namesHost,
  });
}
