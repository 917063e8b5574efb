import type { CliContext } from "../context.ts";

export function check(_context: CliContext): number {
  return 0;
}
