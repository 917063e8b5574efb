import fc from "fast-check";
import { STEPS } from "./_steps.ts";

/** One step: its kind, and the number that varies it. */
export interface PlannedStep {
  readonly kind: string;
  readonly n: number;
}

/** What a random workflow does: runs that follow each other, each of strands that go on at once, each of steps. */
export type Plan = readonly (readonly (readonly PlannedStep[])[])[];

const step: fc.Arbitrary<PlannedStep> = fc.record({
  kind: fc.constantFrom(...Object.keys(STEPS)),
  n: fc.integer({ min: 0, max: 3 }),
});
const strand = fc.array(step, { minLength: 1, maxLength: 4 });
const run = fc.array(strand, { minLength: 1, maxLength: 2 });

/** Random plans. */
export const plans: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(run) },
  { weight: 1, arbitrary: fc.tuple(run, run) },
);

/** Plans with one thing less each. */
export function smallerPlans(plan: Plan): Plan[] {
  return without(plan, (run) => without(run, (strand) => without(strand, () => [])));
}

/** The list without one of its items, and with one of them made smaller; never empty. */
function without<T>(items: readonly T[], smaller: (item: T) => readonly T[]): (readonly T[])[] {
  const shorter = items.length > 1 ? items.map((_, i) => items.toSpliced(i, 1)) : [];
  return [...shorter, ...items.flatMap((item, i) => smaller(item).map((part) => items.with(i, part)))];
}
