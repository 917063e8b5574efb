/** Waits until `check` gives something, looking again and again; the test runner's own limit ends a wait in vain. */
export async function until<T>(check: () => T | Promise<T>): Promise<NonNullable<Exclude<T, false>>> {
  while (true) {
    const found = await check();
    if (found) return found as NonNullable<Exclude<T, false>>;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
