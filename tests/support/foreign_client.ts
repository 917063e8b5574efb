import { Client } from "@temporalio/client";
import { NativeConnection } from "@temporalio/worker";

/** Uses a client of the TypeScript SDK with a connection of its own, as a program beside ours has it. */
export async function withForeignClient<T>(
  { address, namespace }: { readonly address: string; readonly namespace: string },
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await NativeConnection.connect({ address });
  try {
    return await use(new Client({ connection, namespace }));
  } finally {
    await connection.close();
  }
}
