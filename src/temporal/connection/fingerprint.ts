import type { Credentials } from "./read_credentials.ts";

/** Text that is the same for the same credentials only. It holds them: to compare, never to print. */
export function fingerprint({ apiKey, keyPair, authority }: Credentials): string {
  return JSON.stringify([apiKey?.reveal(), keyPair?.certificate.reveal(), keyPair?.key.reveal(), authority]);
}
