export { cryptoModule } from "./crypto.ts";
export type { DeriveKeyCommand } from "./derive_key_command.ts";
