/** Asks a function's world to derive a key without blocking the program. Replies raw bytes. */
export interface DeriveKeyCommand {
  readonly type: "derive_key";
  readonly password: Uint8Array<ArrayBuffer>;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  /** Bytes of the key. */
  readonly length: number;
  readonly algorithm: "sha256" | "sha512";
}
