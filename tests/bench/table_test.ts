import assert from "node:assert/strict";
import { table } from "./table.ts";

const plan = { address: "", taskQueue: "", workflows: 100, replays: 10, warmUp: 0, slots: 1, pollers: 1 };

function measurement(cpuMs: number) {
  return { seconds: 4, cpuMs, replayCpuMs: cpuMs / 100, peakRssBytes: 150e6, events: 16 };
}

Deno.test("table() shows medians, and compares with the TypeScript SDK", () => {
  const peers = [
    { name: "Lunation", measurements: [measurement(900), measurement(1000), measurement(9000)] },
    { name: "TypeScript SDK (Node v20)", measurements: [measurement(1500), measurement(2500)] },
  ];
  assert.equal(
    table(peers, plan),
    [
      "                           CPU ms/workflow     ×  CPU ms/replay     ×  workflows/s  peak RSS MB  events",
      "Lunation                             10.00  0.50           1.00  0.50         25.0          150      16",
      "TypeScript SDK (Node v20)            20.00  1.00           2.00  1.00         25.0          150      16",
    ].join("\n"),
  );
});

Deno.test("table() leaves the comparison out without the TypeScript SDK", () => {
  const row = table([{ name: "Lunation", measurements: [measurement(900)] }], plan).split("\n")[1]!;
  assert.deepEqual(row.split(/  +/), ["Lunation", "9.00", "–", "0.90", "–", "25.0", "150", "16"]);
});
