/**
 * Finds a port on which nothing listens on this machine.
 *
 * @param wanted taken when it is free; 0 when any will do
 */
export function freePort(wanted: number): number {
  return wanted !== 0 && isFree(wanted) ? wanted : listenOnce(0);
}

/** Whether one could listen on the port. */
export function isFree(port: number): boolean {
  try {
    listenOnce(port);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse || error instanceof Deno.errors.PermissionDenied) return false;
    throw error;
  }
}

function listenOnce(port: number): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const { port: got } = listener.addr as Deno.NetAddr;
  listener.close();
  return got;
}
