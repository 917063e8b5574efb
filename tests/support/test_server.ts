import { connect } from "node:net";

/** The dev server that all tests of one run share. */
export interface TestServer {
  /** `host:port` of its gRPC endpoint. */
  readonly address: string;
  /** Path of the Temporal CLI that runs it. */
  readonly cli: string;
  stop(): Promise<void>;
}

/** Starts a Temporal dev server on a free port, with its data in memory. */
export async function startTestServer(signal: AbortSignal): Promise<TestServer> {
  const cli = Deno.env.get("TEMPORAL_CLI") ?? "temporal";
  const port = freePort();
  const child = new Deno.Command(cli, {
    args: ["server", "start-dev", "--headless", "--log-level", "error", "--ip", "127.0.0.1", "--port", String(port)],
    stdin: "null",
    stdout: "null",
    detached: true,
  }).spawn();
  const stop = async () => {
    child.kill("SIGTERM");
    await child.status;
  };
  while (!(await answers(port))) {
    if (signal.aborted) {
      await stop();
      throw signal.reason;
    }
  }
  return { address: `127.0.0.1:${port}`, cli, stop };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => setTimeout(() => resolve(false), 100));
  });
}
