/** Milliseconds between two looks. */
const PAUSE = 50;

/**
 * Waits until something is the case. The deadline is far beyond what it takes: it only keeps a test from hanging.
 *
 * @param what for the error
 * @param details what an error shows besides, such as a log
 * @throws Error when it is not the case after `seconds`
 */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { seconds = 60, details = () => "" }: { seconds?: number; details?: () => string } = {},
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!await isSo()) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}\n${details()}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
