import type { LuaValue } from "../../lua/api/mod.ts";

/** Asks a workflow's world for a secret seed that its history records. Replies what `use` makes of it, or `nil, err`. */
export interface SeedCommand {
  readonly type: "seed";
  /** @param seed 32 bytes */
  use(seed: Uint8Array): LuaValue[];
}

declare module "../../lua/api/native.ts" {
  interface CommandTypes {
    seed: SeedCommand;
  }
}
