/**
 * Sorts in place. The order of comparisons depends on the number of elements and on the answers only, and any answers at
 * all end in some order: so a sort with side effects replays, and a comparison that contradicts itself does no harm.
 *
 * @param less whether its first argument must come before its second
 */
export function mergeSort<T>(values: T[], less: (left: T, right: T) => boolean): void {
  let from = values.slice();
  let to = values.slice();
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) merge(from, to, start, width, less);
    [from, to] = [to, from];
  }
  for (let index = 0; index < values.length; index++) values[index] = from[index]!;
}

/** Merges the sorted runs `[start, start + width)` and `[start + width, start + 2 * width)` of `from` into `to`. */
function merge<T>(from: T[], to: T[], start: number, width: number, less: (left: T, right: T) => boolean): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let index = start; index < end; index++) {
    const takeRight = left >= middle || (right < end && less(from[right]!, from[left]!));
    to[index] = takeRight ? from[right++]! : from[left++]!;
  }
}
