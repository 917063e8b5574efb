/** How far a slow step is. Reported when it begins, about once a second, and when it ends. */
export interface Progress {
  /** What is being done: `Building the Temporal CLI 1.5.1 with Go`. */
  readonly step: string;
  /** How long it usually takes: `2 to 6 minutes`. */
  readonly usually: string;
  /** What it is at: `812 packages`. */
  readonly detail?: string;
  readonly elapsedSeconds: number;
  /** Whether the step is over, well or not. */
  readonly done: boolean;
}

/** Takes progress reports. */
export type OnProgress = (progress: Progress) => void;

/**
 * Runs one slow step and reports on it.
 *
 * @param work gets a function that says what the step is at
 */
export async function withProgress<T>(
  onProgress: OnProgress,
  step: string,
  usually: string,
  work: (detail: (text: string) => void) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  let detail: string | undefined;
  const report = (done: boolean) => {
    const elapsedSeconds = Math.round((performance.now() - start) / 1000);
    onProgress({ step, usually, elapsedSeconds, done, ...(detail !== undefined && { detail }) });
  };
  report(false);
  const ticker = setInterval(() => report(false), 1000);
  try {
    return await work((text) => detail = text);
  } finally {
    clearInterval(ticker);
    report(true);
  }
}
