import { dirname, resolve } from "node:path";
import { defineKind } from "../../registry/mod.ts";
import { FileStorage } from "../../resolve/mod.ts";

import { schema } from "./schema.ts";

/** `env.storage.file`: variables in a file of `KEY=value` lines (spec/env.md §2, §2.1). */
export const envStorageFile = defineKind({
  name: "env.storage.file",
  schema,
  unknownKeys: "error",
  references: () => [],
  permissions({ config }, { appFolder, modules }) {
    const file = resolve(appFolder, config.file_path);
    const path = ["file_path"];
    if (!modules.has("env")) return [{ name: "read", value: file, path }];
    // Scripts may write: through a file beside it, with a lock on the folder.
    const value = dirname(file);
    return [{ name: "read", value, path }, { name: "write", value, path }];
  },
  provides: {
    storage: ({ config }, { appFolder }) =>
      new FileStorage({
        path: resolve(appFolder, config.file_path),
        autoCreate: config.auto_create,
        dirMode: config.dir_mode,
        ...(config.file_mode !== undefined && { fileMode: config.file_mode }),
      }),
  },
});
