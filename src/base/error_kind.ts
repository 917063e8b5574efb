/** The kinds of spec/temporal-activities.md §6.1; "" is the unknown kind. */
export const ERROR_KINDS = [
  "NotFound",
  "AlreadyExists",
  "Invalid",
  "PermissionDenied",
  "Unavailable",
  "Internal",
  "Canceled",
  "Conflict",
  "Timeout",
  "RateLimited",
] as const;

/** One of the ten kinds, "" for unknown, or a text of the application's own. */
export type ErrorKind = typeof ERROR_KINDS[number] | "" | (string & Record<never, never>);
