import { deepEqual, equal, match } from "node:assert/strict";
import { Secret } from "../base/mod.ts";
import { createLogger, type LoggerOptions } from "./logger.ts";

function logger(options: Partial<LoggerOptions>) {
  const lines: string[] = [];
  const now = () => new Date(0);
  const write = (line: string) => void lines.push(line);
  return { lines, logger: createLogger({ write, level: "info", format: "text", color: false, now, ...options }) };
}

Deno.test("createLogger() writes one line of text with fields, quoted where needed", () => {
  const { lines, logger: log } = logger({});
  log.with({ id: "app:worker" }).log("warn", "Worker stopped", { reason: "no more work", count: 2, gone: undefined });
  deepEqual(lines, [
    '1970-01-01T00:00:00.000Z WARN  Worker stopped id=app:worker reason="no more work" count=2\n',
  ]);
});

Deno.test("createLogger() keeps a record on one line", () => {
  const { lines, logger: log } = logger({});
  log.log("info", "first\nsecond", { text: "a\nb" });
  deepEqual(lines, ['1970-01-01T00:00:00.000Z INFO  first\\nsecond text="a\\nb"\n']);
});

Deno.test("createLogger() escapes what could steer a terminal", () => {
  const { lines, logger: log } = logger({});
  log.log("info", "\x1b[2J\x07 a\tb\r\x7f\x9b1m", { id: "\x1b[31m", text: "a b\x7f\x9b" });
  deepEqual(lines, [
    '1970-01-01T00:00:00.000Z INFO  \\x1b[2J\\x07 a\tb\\r\\x7f\\x9b1m id="\\u001b[31m" text="a b\\x7f\\x9b"\n',
  ]);
});

Deno.test("createLogger() writes JSON, also of values that JSON does not know", () => {
  const { lines, logger: log } = logger({ format: "json" });
  log.with({ id: "app:worker" }).log("error", "Failed", {
    error: new Error("refused"),
    big: 12345678901234567890n,
    map: new Map([["a", 1]]),
    key: new Secret("hunter2"),
  });
  deepEqual(JSON.parse(lines[0]!), {
    time: "1970-01-01T00:00:00.000Z",
    level: "error",
    message: "Failed",
    id: "app:worker",
    error: "refused",
    big: "12345678901234567890",
    map: { a: 1 },
    key: "[REDACTED]",
  });
});

Deno.test("createLogger() drops records below its level", () => {
  const { lines, logger: log } = logger({ level: "warn" });
  for (const level of ["debug", "info", "warn", "error"] as const) log.log(level, level);
  equal(lines.length, 2);
});

Deno.test("createLogger() hides secrets in text", () => {
  const { lines, logger: log } = logger({});
  log.log("info", "x", { key: new Secret("hunter2"), nested: { key: new Secret("hunter2") } });
  equal(lines[0]!.includes("hunter2"), false);
});

Deno.test("createLogger() colours the level", () => {
  const { lines, logger: log } = logger({ color: true });
  log.log("error", "x");
  equal(lines[0], "1970-01-01T00:00:00.000Z \x1b[31mERROR\x1b[0m x\n");
});

Deno.test("createLogger() takes secrets out of what others say", () => {
  new Secret("canary-of-the-logger");
  for (const format of ["text", "json"] as const) {
    const { lines, logger: log } = logger({ format });
    log.log("warn", "refused canary-of-the-logger", { error: new Error("Bearer canary-of-the-logger") });
    match(lines[0]!, /refused \[REDACTED\].*Bearer \[REDACTED\]/);
  }
});
