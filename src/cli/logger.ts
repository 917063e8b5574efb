import { LOG_LEVELS, type Logger, type LogLevel, Secret } from "../base/mod.ts";
import { escapeControls } from "./report/control_characters.ts";

/** How {@linkcode createLogger} writes. */
export interface LoggerOptions {
  /** Takes one line with its line end. */
  write(line: string): void;
  /** Records below it are dropped. */
  level: LogLevel;
  format: "text" | "json";
  /** Colours the level; for `text` only. */
  color: boolean;
  /** The time of a record. */
  now(): Date;
}

const COLORS: Record<LogLevel, string> = { debug: "\x1b[90m", info: "\x1b[36m", warn: "\x1b[33m", error: "\x1b[31m" };

/**
 * Makes the logger behind `--log-format`: `text` gives `2026-01-31T12:00:00.000Z INFO  message key=value`, `json` one object
 * per line with `time`, `level`, `message` and the fields. Secrets that others put into a record are taken out.
 */
export function createLogger(options: LoggerOptions): Logger {
  return withFields(options, {});
}

function withFields(options: LoggerOptions, base: Record<string, unknown>): Logger {
  return {
    log(level, message, fields) {
      if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(options.level)) return;
      const all = { ...base, ...fields };
      const time = options.now().toISOString();
      const line = options.format === "json"
        ? JSON.stringify({ time, level, message, ...all }, plain)
        : `${time} ${label(level, options.color)} ${oneLine(message)}${textFields(all)}`;
      options.write(`${Secret.redact(line)}\n`);
    },
    with: (fields) => withFields(options, { ...base, ...fields }),
  };
}

function label(level: LogLevel, color: boolean): string {
  const text = level.toUpperCase().padEnd(5);
  return color ? `${COLORS[level]}${text}\x1b[0m` : text;
}

function textFields(fields: Record<string, unknown>): string {
  return Object.entries(fields).filter(([, value]) => value !== undefined).map(([key, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value, plain) ?? String(value);
    return ` ${key}=${/^[^\s"=\p{Cc}]+$/u.test(text) ? text : escapeControls(JSON.stringify(text))}`;
  }).join("");
}

/** A record is one line, whatever a script prints, and no command to a terminal. */
function oneLine(message: string): string {
  return escapeControls(message).replaceAll("\n", "\\n");
}

/** JSON for values that JSON has no form for. */
function plain(_key: string, value: unknown): unknown {
  if (value instanceof Error) return value.message;
  if (value instanceof Map) return Object.fromEntries(value);
  return typeof value === "bigint" ? value.toString() : value;
}
