import type { Data } from "../base/mod.ts";
import type { Exit } from "./process_handle.ts";

/**
 * What a process returned; undefined when it returned nothing.
 *
 * @throws {AppError} what it failed with
 */
export function resultOfExit({ value, error }: Exit): Data | undefined {
  if (error) throw error;
  return value;
}
