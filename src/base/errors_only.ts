import type { Logger } from "./logger.ts";

/** A logger that hands on errors alone. */
export function errorsOnly(logger: Logger): Logger {
  return {
    log(level, message, fields) {
      if (level === "error") logger.log(level, message, fields);
    },
    with: (fields) => errorsOnly(logger.with(fields)),
  };
}
