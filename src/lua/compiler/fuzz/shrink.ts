/** How many candidates are tried at once. */
const BATCH = 200;

/**
 * Makes a failing text shorter: takes out runs of its parts, long ones first, as long as what is left still fails.
 *
 * @param parts the text in pieces, such as its lines
 * @param failing tells of each candidate whether it fails
 * @returns pieces none of which can go alone
 */
export async function shrink(
  parts: readonly string[],
  failing: (candidates: readonly string[]) => Promise<readonly boolean[]>,
): Promise<string[]> {
  let rest = [...parts];
  for (let length = Math.ceil(rest.length / 2); length >= 1;) {
    const shorter = await withoutOneRun(rest, length, failing);
    if (shorter !== undefined) rest = shorter;
    else if (length === 1) break;
    else length = Math.ceil(length / 2);
  }
  return rest;
}

async function withoutOneRun(
  parts: readonly string[],
  length: number,
  failing: (candidates: readonly string[]) => Promise<readonly boolean[]>,
): Promise<string[] | undefined> {
  const starts = Array.from({ length: Math.ceil(parts.length / length) }, (_, i) => i * length);
  for (let first = 0; first < starts.length; first += BATCH) {
    const candidates = starts.slice(first, first + BATCH).map((start) => parts.toSpliced(start, length));
    const results = await failing(candidates.map((candidate) => candidate.join("")));
    const place = results.indexOf(true);
    if (place >= 0) return candidates[place];
  }
  return undefined;
}
