import { type ClientHttp2Session, connect } from "node:http2";

/**
 * What answers at an address: `temporal` a Temporal server that knows the namespaces, `no-namespace` one that does not, `foreign`
 * something else, `nothing` when nobody listens.
 */
export type Presence = "temporal" | "no-namespace" | "foreign" | "nothing";

/** gRPC's codes for "it exists not" and "never heard of that method". */
const OK = 0;
const NOT_FOUND = 5;

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
function grpcStatus(address: string, method: string, message: Uint8Array): Promise<number | "foreign" | "nothing"> {
  return new Promise((resolve) => {
    let session: ClientHttp2Session | undefined = undefined;
    const finish = (result: number | "foreign" | "nothing") => {
      clearTimeout(timer);
      session?.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish("foreign"), 3000);
    session = connect(`http://${address}`);
    session.on("error", (error: Error & { code?: string }) => {
      finish(
        /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET/.test(`${error.code} ${error.message}`) ? "nothing" : "foreign",
      );
    });
    const call = session.request({
      ":method": "POST",
      ":path": `/temporal.api.workflowservice.v1.WorkflowService/${method}`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    // An error may come with a status in the first headers, a result has it in the trailers.
    const take = (headers: Record<string, unknown>) => {
      if (headers["grpc-status"] !== undefined) finish(Number(headers["grpc-status"]));
    };
    call.on("response", take);
    call.on("trailers", take);
    call.on("error", () => {});
    call.on("end", () => finish("foreign"));
    call.resume();
    call.end(frame(message));
  });
}

/** gRPC puts a flag (not compressed) and the length before a message. */
function frame(message: Uint8Array): Uint8Array {
  const framed = new Uint8Array(5 + message.length);
  new DataView(framed.buffer).setUint32(1, message.length);
  framed.set(message, 5);
  return framed;
}
