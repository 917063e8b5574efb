import { z } from "zod";

/** Text that must be there and not be empty; `message` is said of both. */
export function requiredText(message: string) {
  return z.string({ error: ({ input }) => input === undefined || input === null ? message : undefined }).min(
    1,
    message,
  );
}
