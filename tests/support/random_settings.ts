const RUNS = 100;
const SOAK_FACTOR = 50;

/**
 * Settings for `fc.assert` that follow `deno task test --seed N` and `deno task soak`.
 *
 * @param runs how many cases an ordinary run tries
 */
export function randomSettings(runs = RUNS): { seed: number; numRuns: number } {
  const seed = Number(Deno.env.get("LUNATION_TEST_SEED") ?? "1");
  return { seed, numRuns: isSoak() ? runs * SOAK_FACTOR : runs };
}

/** Whether this is `deno task soak`. */
export function isSoak(): boolean {
  return Deno.env.has("LUNATION_TEST_SOAK");
}
