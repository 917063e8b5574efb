import type { OnProgress } from "./progress.ts";

/** Seconds between two lines where a line cannot be rewritten. */
const QUIET = 10;

/**
 * Shows progress: on a terminal one line that is kept up to date, elsewhere a line at the beginning, about every ten
 * seconds, and at the end.
 */
export function progressPrinter(write: (text: string) => void, isTerminal: boolean): OnProgress {
  let shown = -Infinity;
  return ({ step, usually, detail, elapsedSeconds, done }) => {
    const at = detail === undefined ? "" : `, ${detail}`;
    const line = done
      ? `${step}: ended after ${elapsedSeconds} s${at}`
      : `${step} (usually ${usually}): ${elapsedSeconds} s${at}`;
    if (isTerminal) return write(`\r\x1b[K${line}${done ? "\n" : ""}`);
    if (elapsedSeconds === 0) shown = -Infinity;
    if (!done && elapsedSeconds - shown < QUIET) return;
    shown = elapsedSeconds;
    write(`${line}\n`);
  };
}
