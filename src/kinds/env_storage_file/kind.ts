import { resolve } from "node:path";
import type { z } from "zod";
import { FileStorage } from "../../resolve/mod.ts";
import type { StorageKind } from "../storage_kind.ts";
import { schema } from "./schema.ts";

/** `env.storage.file`: variables in a file of `KEY=value` lines (contract/env.md §2, §2.1). */
export const envStorageFile: StorageKind<z.output<typeof schema>> = {
  name: "env.storage.file",
  schema,
  unknownKeys: "error",
  references: () => [],
  createStorage: ({ config }, { appFolder }) =>
    new FileStorage({
      path: resolve(appFolder, config.file_path),
      autoCreate: config.auto_create,
      dirMode: config.dir_mode,
      ...(config.file_mode !== undefined && { fileMode: config.file_mode }),
    }),
};
