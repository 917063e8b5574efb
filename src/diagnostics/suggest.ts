import { distance } from "fastest-levenshtein";

/**
 * Finds the name that was probably meant. Letter case does not count; about one letter in three may differ, and two
 * swapped letters count as one.
 *
 * @returns the nearest candidate (the first in lexicographic order among equals), or undefined when none is near
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  let smallest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of [...candidates].sort()) {
    if (candidate === word) continue;
    const apart = editsBetween(wanted, candidate.toLowerCase());
    if (apart >= smallest) continue;
    nearest = candidate;
    smallest = apart;
  }
  return nearest;
}

function editsBetween(a: string, b: string): number {
  const apart = distance(a, b);
  return apart === 2 && [...a].sort().join("") === [...b].sort().join("") ? 1 : apart;
}
