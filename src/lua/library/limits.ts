/** No library function makes a longer string, in bytes (design.md §2, Limits). */
export const LONGEST_STRING = 16 * 1024 * 1024;
