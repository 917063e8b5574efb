import { isAccessDenied, isAddressInUse, network } from "../platform/mod.ts";

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
    if (isAddressInUse(error) || isAccessDenied(error)) return false;
    throw error;
  }
}

function listenOnce(port: number): number {
  const listener = network.listen({ hostname: "127.0.0.1", port });
  listener.close();
  return listener.port;
}
