import type { CliContext } from "../context.ts";

export function show(_context: CliContext): number {
  return 0;
}
