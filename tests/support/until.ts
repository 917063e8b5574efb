/** Milliseconds after which a wait was in vain; far beyond what anything here takes, it only keeps a test from hanging. */
const LIMIT = 120_000;

/**
 * Waits until `check` gives something, looking again and again.
 *
 * @param details what the error of a wait in vain shows, such as a log
 * @returns what it gave
 * @throws Error after two minutes
 */
export async function until<T>(
  check: () => T | Promise<T>,
  details: () => string = () => "",
): Promise<NonNullable<Exclude<T, false>>> {
  const end = performance.now() + LIMIT;
  while (true) {
    const found = await check();
    if (found) return found as NonNullable<Exclude<T, false>>;
    if (performance.now() > end) throw new Error(`waited in vain for: ${check}\n${details()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
