import { equal } from "node:assert/strict";
import { AppError } from "../../base/mod.ts";
import { errorText } from "./error.ts";

Deno.test("errorText() shows kind, message, Lua frames and causes", () => {
  const cause = new AppError("connection refused", { kind: "Unavailable" });
  const error = new AppError("no crème", { kind: "Invalid", stack: ["a.lua:2: in function 'f'"], cause });
  equal(
    errorText('workflow "o1"', error),
    `error: workflow "o1" failed: no crème (Invalid)
  a.lua:2: in function 'f'
caused by: connection refused (Unavailable)
`,
  );
});

Deno.test("errorText() escapes what could steer a terminal, and keeps lines", () => {
  equal(errorText('function "f"', new AppError("\x1b[2Jred\nline")), 'error: function "f" failed: \\x1b[2Jred\nline\n');
});

Deno.test("errorText() shows the context of a wrapped error, and no empty kind", () => {
  const inner = new AppError("boom");
  equal(
    errorText('function "f"', new AppError("boom", { context: "while charging", cause: inner })),
    'error: function "f" failed: while charging: boom\ncaused by: boom\n',
  );
});
