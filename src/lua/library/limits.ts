/** No table has a longer list, in items: 128 MiB (architecture.md §2, Limits). */
export const LONGEST_LIST = 2 ** 24;
/** No table has more keys beside its list: about 256 MiB. */
export const MOST_KEYS = 2 ** 22;
