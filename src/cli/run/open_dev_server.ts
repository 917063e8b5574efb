import { temporalClient } from "../../kinds/mod.ts";
import { type DevServer, type DevServerOptions, progressPrinter, startDevServer } from "../../devserver/mod.ts";
import type { LoadedApp } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";
import type { Stop } from "./until_stopped.ts";

/** Where Temporal listens unless told otherwise. */
const DEFAULT_PORT = 7233;

const ORIGINS: Record<DevServer["origin"], string> = {
  started: "Started",
  adopted: "Took over from a run that crashed:",
  found: "Using",
};

/**
 * Finds or starts the dev server of an application, where its first client expects it, and says so on stderr.
 *
 * @param takenPort what to do when something else listens there
 * @returns undefined when the application has no client
 * @throws {DevServerError} when there is no way to a server
 */
export async function openDevServer(
  { stderr, color }: CliContext,
  app: LoadedApp,
  stop: Stop,
  takenPort: DevServerOptions["takenPort"],
): Promise<DevServer | undefined> {
  const clients = app.ofKind(temporalClient);
  if (!clients[0]) return undefined;
  const server = await startDevServer({
    appFolder: app.appFolder,
    port: localPort(clients[0].config.address) ?? DEFAULT_PORT,
    namespaces: [...new Set(clients.map(({ config }) => config.namespace))],
    takenPort,
    onProgress: progressPrinter(stderr, color.stderr),
    signal: stop.signal,
  });
  stop.onForce(() => server.kill());
  const ui = server.uiUrl ? `, web UI: ${server.uiUrl}` : "";
  stderr(`${ORIGINS[server.origin]} the Temporal server at ${server.address}${ui}\n`);
  return server;
}

/** The overrides that lead an application's clients to the dev server; none for those that are led there anyway. */
export function addressOverrides(app: LoadedApp, server: DevServer): string[] {
  const port = localPort(server.address);
  return app.ofKind(temporalClient).filter(({ config }) => localPort(config.address) !== port)
    .map(({ entry }) => `${entry.id}:address=${server.address}`);
}

/** The port of an address on this machine. */
function localPort(address: string): number | undefined {
  const match = /^(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0):(\d+)$/.exec(address);
  return match ? Number(match[1]) : undefined;
}
