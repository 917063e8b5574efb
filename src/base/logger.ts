/** Levels in rising order. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

export type LogLevel = typeof LOG_LEVELS[number];

/** Structured logging; where it goes and how it looks is the command line's choice. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: Record<string, unknown>): void;
  /** A logger that adds these fields to each record. */
  with(fields: Record<string, unknown>): Logger;
}

/** A logger that hands on errors alone. */
export function errorsOnly(logger: Logger): Logger {
  return {
    log(level, message, fields) {
      if (level === "error") logger.log(level, message, fields);
    },
    with: (fields) => errorsOnly(logger.with(fields)),
  };
}
