import { deepEqual } from "node:assert/strict";
import { TestLogger } from "../../../tests/support/temporal.ts";
import { ConnectionError } from "./connection_error.ts";
import { Transitions } from "./transitions.ts";

Deno.test("Transitions tells each turn once, with the reason of the first", () => {
  const logger = new TestLogger();
  const transitions = new Transitions(logger, { fails: "It is lost", isWell: "It is back" });
  const found = (reason?: string) => {
    transitions.found(reason === undefined ? undefined : new ConnectionError("unreachable", reason));
    return transitions.isWell;
  };
  deepEqual(["a", "b", undefined, undefined, "c", undefined].map(found), [false, false, true, true, false, true]);
  const hint = 'check "address" and whether the server runs';
  deepEqual(logger.records, [
    `warn: It is lost: a [unreachable]; ${hint}`,
    "info: It is back",
    `warn: It is lost: c [unreachable]; ${hint}`,
    "info: It is back",
  ]);
});
