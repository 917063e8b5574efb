import { createHttpClient, network } from "../platform/mod.ts";

/**
 * What answers at an address: `temporal` a Temporal server that knows the namespaces, `no-namespace` one that does not, `foreign`
 * something else, `nothing` when nobody listens.
 */
export type Presence = "temporal" | "no-namespace" | "foreign" | "nothing";

/** gRPC's codes for "it exists not" and "never heard of that method". */
const OK = 0;
const NOT_FOUND = 5;
/** Milliseconds that one answer may take. */
const ANSWER_TIME = 3000;

/**
 * Finds out who listens at an address, without loading Temporal's SDK: two gRPC calls by hand, unencrypted.
 *
 * @param address `host:port`
 * @param namespaces that have to exist
 */
export async function probe(address: string, namespaces: readonly string[] = []): Promise<Presence> {
  const info = await grpcStatus(address, "GetSystemInfo", new Uint8Array());
  if (info === "nothing") return "nothing";
  if (info !== OK) return "foreign";
  for (const namespace of namespaces) {
    const status = await grpcStatus(address, "DescribeNamespace", describeNamespaceRequest(namespace));
    if (status === NOT_FOUND) return "no-namespace";
    if (status !== OK) return status === "nothing" ? "nothing" : "foreign";
  }
  return "temporal";
}

/** `DescribeNamespaceRequest { string namespace = 1; }` in protobuf's wire format. */
function describeNamespaceRequest(namespace: string): Uint8Array {
  const name = new TextEncoder().encode(namespace);
  return Uint8Array.from([0x0a, ...varint(name.length), ...name]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [value & 0x7f | 0x80, ...varint(value >>> 7)];
}

/** Calls a method of Temporal's frontend; `foreign` when the answer is no gRPC or none comes in time. */
async function grpcStatus(
  address: string,
  method: string,
  message: Uint8Array,
): Promise<number | "foreign" | "nothing"> {
  const { hostname, port } = new URL(`http://${address}`);
  try {
    await network.tryConnection({ hostname, port: Number(port) });
  } catch {
    return "nothing";
  }
  // HTTP/2 without encryption and without negotiation, past any proxy that the environment names.
  using client = createHttpClient({
    http1: false,
    http2: true,
    proxy: { transport: "tcp", hostname, port: Number(port) },
  });
  try {
    const response = await client.fetch(`http://${address}/temporal.api.workflowservice.v1.WorkflowService/${method}`, {
      method: "POST",
      headers: { "content-type": "application/grpc", te: "trailers" },
      body: frame(message),
      signal: AbortSignal.timeout(ANSWER_TIME),
    });
    const body = await response.bytes();
    // An error without a message has its status in the headers; the trailers after a message cannot be seen, nor need be.
    const status = response.headers.get("grpc-status");
    if (status !== null) return Number(status);
    return response.headers.get("content-type") === "application/grpc" && body.length > 0 ? OK : "foreign";
  } catch {
    return "foreign";
  }
}

/** gRPC puts a flag (not compressed) and the length before a message. */
function frame(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const framed = new Uint8Array(5 + message.length);
  new DataView(framed.buffer).setUint32(1, message.length);
  framed.set(message, 5);
  return framed;
}
