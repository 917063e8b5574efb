/** A longer stack shows its innermost and outermost frames. */
const INNERMOST = 20;
const OUTERMOST = 10;

/** Leaves out the middle of a long traceback. */
export function shorten(lines: string[]): string[] {
  if (lines.length <= INNERMOST + OUTERMOST) return lines;
  const omitted = lines.length - INNERMOST - OUTERMOST;
  return [...lines.slice(0, INNERMOST), `... ${omitted} more calls`, ...lines.slice(-OUTERMOST)];
}
