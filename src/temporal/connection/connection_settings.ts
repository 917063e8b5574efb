import type { Secret } from "../../base/mod.ts";

/** Where a credential comes from: its text, or a file that is watched. */
export type CredentialSource =
  | { readonly text: Secret }
  /** An absolute path. */
  | { readonly file: string };

/** Who the client is for the server. */
export type AuthSettings =
  | { readonly type: "none" }
  | { readonly type: "api_key"; readonly key: CredentialSource }
  | { readonly type: "mtls"; readonly certificate: CredentialSource; readonly key: CredentialSource };

/** How the connection is encrypted. */
export interface TlsSettings {
  /** A bundle of certificates; the system's when absent. */
  readonly authority?: CredentialSource;
  /** Sent to the server and expected in its certificate; the address's host when absent. */
  readonly serverName?: string;
  /** Takes any certificate of the server; the relay does, so the traffic has to go through it. */
  readonly insecureSkipVerify: boolean;
}

/** What it takes to connect (spec/temporal-config.md §1–§4). */
export interface ConnectionSettings {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  /** Milliseconds that the first connection may take. */
  readonly connectTimeout: number;
  /** @default none */
  readonly auth?: AuthSettings;
  /** Encrypted when there are settings or credentials (§3). */
  readonly tls?: TlsSettings;
  /** Uses key files that others may read. @default false */
  readonly allowInsecureKeyFile?: boolean;
  /**
   * Leads the traffic through a relay in this process, which does what the native connection cannot: break off a dead
   * connection, and take any certificate. @default false
   */
  readonly throughRelay?: boolean;
  /** Milliseconds between looks at the connection, and that an answer may take (§4). Not looked after when absent. */
  readonly keepAlive?: { readonly time: number; readonly timeout: number };
  /** Milliseconds between checks whose outcome is reported; none when absent. */
  readonly healthCheckInterval?: number;
}
