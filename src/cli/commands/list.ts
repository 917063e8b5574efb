import type { CliContext } from "../context.ts";

export function list(_context: CliContext): number {
  return 0;
}
