import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Node's cryptography, loaded at its first use. */
export function nodeCrypto(): typeof import("node:crypto") {
  return require("node:crypto") as typeof import("node:crypto");
}
