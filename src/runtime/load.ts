import type { Kind } from "../registry/mod.ts";
import type { LoadedApp } from "./loaded_app.ts";

/** What {@linkcode load} works on. */
export interface LoadOptions {
  /** Absolute path. */
  appFolder: string;
  /** Texts of `-o`, as written: `NS:ENTRY:PATH=VALUE`. @default none */
  overrides?: readonly string[];
  kinds: readonly Kind[];
}

/**
 * Reads an application: files → parse → envelope → overrides → `file://` → decode by kind → link → check. Faults in the
 * user's files are collected, never thrown.
 */
export function load(_options: LoadOptions): Promise<LoadedApp> {
  return Promise.reject(new Error("Loading is being built"));
}
