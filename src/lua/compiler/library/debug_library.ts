import { toByteString, toLatin1 } from "../../../base/mod.ts";
import { captureSites, traceSites } from "../support/position.ts";
import { textOfNumber } from "../support/strings.ts";
import type { Fn, Result, Value } from "../support/value.ts";
import { Coroutine } from "../support/coroutine.ts";
import { integerAt } from "./arguments.ts";

/** `debug` (spec/lua-modules.md §1.1): only what shows where code stands, nothing that reaches into it. */
export const debugFunctions: Readonly<Record<string, Fn>> = { traceback };

/** `debug.traceback([coroutine,] [message [, level]])`; anything but text comes back as it is. */
function traceback(...args: Value[]): Result {
  const coroutine = args[0] instanceof Coroutine ? args.shift() as Coroutine : undefined;
  const [message, level] = args;
  if (message !== undefined && typeof message !== "string" && typeof message !== "number") return message;
  const skipped = integerAt(level, coroutine === undefined ? 2 : 3, "traceback", coroutine === undefined ? 1 : 0);
  const isRunning = coroutine === undefined || coroutine.status === "running";
  const lines = isRunning ? traceSites(captureSites()) : coroutine.trace();
  const shown = lines.slice(Math.max(0, isRunning ? skipped - 1 : skipped));
  const head = message === undefined ? "" : `${typeof message === "number" ? textOfNumber(message) : message}\n`;
  return head + ["stack traceback:", ...shown.map((line) => toLatin1(toByteString(line)))].join("\n\t");
}
