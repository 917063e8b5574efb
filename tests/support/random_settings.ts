const RUNS = 100;
const SOAK_FACTOR = 50;

/**
 * Settings for `fc.assert` that follow `deno task test --seed N` and `deno task soak`.
 *
 * @param runs how many cases an ordinary run tries
 */
export function randomSettings(runs = RUNS): { seed: number; numRuns: number } {
  const seed = Number(Deno.env.get("LUNATION_TEST_SEED") ?? "1");
  return { seed, numRuns: Deno.env.has("LUNATION_TEST_SOAK") ? runs * SOAK_FACTOR : runs };
}
