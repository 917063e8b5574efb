import { deepEqual } from "node:assert/strict";
import { ignoresHangup, stopSignals } from "./signals.ts";

Deno.test("stopSignals() has Ctrl-C alone on Windows", () => {
  deepEqual(stopSignals("windows"), ["SIGINT"]);
  deepEqual(stopSignals("linux"), ["SIGINT", "SIGTERM", "SIGHUP"]);
  deepEqual(stopSignals("darwin"), ["SIGINT", "SIGTERM", "SIGHUP"]);
});

Deno.test("ignoresHangup() reads the signals that a process was started to ignore", () => {
  const status = (ignored: string) => `Name:\tlunation\nSigBlk:\t0000000000000001\nSigIgn:\t${ignored}\nSigCgt:\t1\n`;
  deepEqual(ignoresHangup(status("0000000000000001")), true);
  deepEqual(ignoresHangup(status("0000000000001001")), true);
  deepEqual(ignoresHangup(status("0000000000001000")), false);
  deepEqual(ignoresHangup(""), false);
});
