import { deepEqual } from "node:assert/strict";
import { stopSignals } from "./signals.ts";

Deno.test("stopSignals() has no SIGTERM on Windows", () => {
  deepEqual(stopSignals("windows"), ["SIGINT"]);
  deepEqual(stopSignals("linux"), ["SIGINT", "SIGTERM"]);
  deepEqual(stopSignals("darwin"), ["SIGINT", "SIGTERM"]);
});
