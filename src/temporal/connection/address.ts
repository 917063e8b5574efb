import { ConnectionError } from "./connection_error.ts";

/** Temporal's port. */
const DEFAULT_PORT = 7233;
const ADDRESS_REGEXP = /^(?:\[([\da-fA-F:.]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?$/;

/** A place on the network. */
export interface Address {
  /** Name or number, without the brackets of IPv6. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, `host` or `[IPv6]:port`.
 *
 * @throws {ConnectionError} when it is something else
 */
export function parseAddress(text: string): Address {
  const [, bracketed, plain, port] = ADDRESS_REGEXP.exec(text) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (host !== undefined && number > 0 && number < 2 ** 16) return { host, port: number };
  throw new ConnectionError("invalid-address", `"${text}" is no address`);
}
