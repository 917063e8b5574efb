/** Steps from plain data down to a value: `["worker_options", "identity"]`. */
export type DataPath = readonly (string | number)[];

/**
 * The value at a path of plain data.
 *
 * @param path own properties only: `__proto__` and `toString` lead nowhere unless the data has such a key
 * @returns undefined when there is no such value
 */
export function valueAt(data: unknown, path: DataPath): unknown {
  let at = data;
  for (const step of path) at = Object.getOwnPropertyDescriptor(at ?? {}, step)?.value;
  return at;
}

/** Whether `path` leads to the value at `top` or to one inside of it. A step may be written as text or as a number. */
export function isAtOrBelow(path: DataPath, top: DataPath): boolean {
  return top.every((step, index) => String(step) === String(path[index]));
}
