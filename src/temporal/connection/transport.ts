import type { NativeConnectionOptions } from "@temporalio/worker";
import { parseAddress } from "./address.ts";
import type { ConnectionSettings } from "./connection_settings.ts";
import type { Credentials } from "./read_credentials.ts";
import type { Tunnel } from "./tunnel.ts";

/**
 * The name that the server's certificate must have; undefined when the connection is in plain text
 * (spec/temporal-config.md §3: credentials turn TLS on).
 */
export function serverName({ address, auth, tls }: ConnectionSettings): string | undefined {
  if (!tls && (auth === undefined || auth.type === "none")) return undefined;
  return tls?.serverName ?? parseAddress(address).host;
}

/** What the native connection is made with. */
export function nativeOptions(
  settings: ConnectionSettings,
  { apiKey, keyPair, authority }: Credentials,
  tunnel: Tunnel | undefined,
): NativeConnectionOptions {
  const { address, tls } = settings;
  const encoder = new TextEncoder();
  const isEncryptedByTunnel = tunnel !== undefined && tls?.insecureSkipVerify === true;
  const isEncrypted = serverName(settings) !== undefined && !isEncryptedByTunnel;
  return {
    address,
    tls: isEncrypted && {
      ...tls?.serverName !== undefined && { serverNameOverride: tls.serverName },
      ...authority !== undefined && { serverRootCACertificate: encoder.encode(authority) },
      ...keyPair && {
        clientCertPair: {
          crt: encoder.encode(keyPair.certificate.reveal()),
          key: encoder.encode(keyPair.key.reveal()),
        },
      },
    },
    ...apiKey && { apiKey: apiKey.reveal() },
    ...tunnel && { proxy: tunnel.proxy },
  };
}
