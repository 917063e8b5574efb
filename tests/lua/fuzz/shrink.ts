/** How many candidates are tried at once. */
const BATCH = 100;
/** Runs up to this length are tried at every place: so whole statements go, from their first to their last word. */
const LONGEST_RUN = 60;

/** Tells of each candidate whether it fails. */
type Failing = (candidates: readonly string[]) => Promise<readonly boolean[]>;

/**
 * Makes a failing text shorter: takes out runs of its parts, long ones first, as long as what is left still fails.
 *
 * @param parts the text in pieces, such as its lines
 * @returns pieces none of which can go alone
 */
export async function shrink(parts: readonly string[], failing: Failing): Promise<readonly string[]> {
  let rest = parts;
  for (let length = Math.ceil(rest.length / 2); length > LONGEST_RUN; length = Math.ceil(length / 2)) {
    rest = await withoutRuns(rest, length, length, failing);
  }
  for (let before = Infinity; rest.length < before;) {
    before = rest.length;
    for (let length = Math.min(LONGEST_RUN, before); length >= 1; length--) {
      rest = await withoutRuns(rest, length, 1, failing);
    }
  }
  return rest;
}

/** Takes out the runs of one length that can go, of those that begin at multiples of `step`. */
async function withoutRuns(parts: readonly string[], length: number, step: number, failing: Failing) {
  let rest = parts;
  for (let start = 0; start + length <= rest.length;) {
    const count = Math.min(BATCH, Math.floor((rest.length - length - start) / step) + 1);
    const candidates = Array.from({ length: count }, (_, i) => rest.toSpliced(start + i * step, length));
    const place = (await failing(candidates.map((candidate) => candidate.join("")))).indexOf(true);
    start += (place < 0 ? count : place) * step;
    rest = candidates[place] ?? rest;
  }
  return rest;
}
