import assert from "node:assert/strict";
import fc from "fast-check";
import { randomSettings } from "../../tests/support/random_settings.ts";
import { formatDuration, parseDuration } from "./duration.ts";

Deno.test("parseDuration() reads every Go unit", () => {
  const cases: [string, number][] = [
    ["1ns", 1],
    ["1us", 1e3],
    ["1µs", 1e3],
    ["1ms", 1e6],
    ["1.5s", 1.5e9],
    [".5s", 0.5e9],
    ["1h30m", 5.4e12],
    ["-20ms", -2e7],
    ["+2m", 1.2e11],
    ["0", 0],
    ["0s", 0],
    ["1.s", 1e9],
    ["0.9999999999s", 999_999_999],
    ["1.9ns", 1],
    ["-0.3ns", 0],
    ["0.3ns0.9ns", 0],
    [`0.${"3".repeat(60)}s`, 333_333_333],
    ["2562047h47m16.854775807s", 2 ** 63],
    ["-2562047h47m16.854775808s", -(2 ** 63)],
    ["9223372036854775807ns", 2 ** 63],
  ];
  for (const [text, nanoseconds] of cases) assert.equal(parseDuration(text), nanoseconds, text);
});

Deno.test("parseDuration() refuses what Go refuses", () => {
  for (
    const text of [
      "",
      "5",
      "1d",
      "s",
      "1",
      ".s",
      "1 s",
      "1h 2m",
      "--1s",
      "1s2",
      "1S",
      "NaNs",
      "1e3s",
      "9223372036854775808ns",
      "-2562047h47m16.854775809s",
      "2562047.9h",
    ]
  ) {
    assert.equal(parseDuration(text), undefined, text);
  }
});

Deno.test("formatDuration() prints as Go does", () => {
  const cases: [number, string][] = [
    [0, "0s"],
    [1, "1ns"],
    [1500, "1.5µs"],
    [2e7, "20ms"],
    [1.5e9, "1.5s"],
    [6e10, "1m0s"],
    [5.4e12, "1h30m0s"],
    [-9e10, "-1m30s"],
  ];
  for (const [nanoseconds, text] of cases) assert.equal(formatDuration(nanoseconds), text);
});

Deno.test("formatDuration() is read back by parseDuration()", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e15, max: 1e15 }), (nanoseconds) => {
      assert.equal(parseDuration(formatDuration(nanoseconds)), nanoseconds);
    }),
    randomSettings(500),
  );
});
