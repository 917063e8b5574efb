import { ascii, type Data, fromLatin1 } from "../../base/mod.ts";
import { deepEqual } from "node:assert/strict";
import { exitCodeOf } from "./run_process.ts";

Deno.test("exitCodeOf() takes numbers as they are, cut to integers", () => {
  const codes = [0, 7, 255, 2.9, -0.5, 256, -1, NaN, Infinity, 2n ** 60n].map((value) => exitCodeOf(value).code);
  deepEqual(codes, [0, 7, 255, 2, 0, 1, 1, 1, 1, 1]);
});

Deno.test("exitCodeOf() prints text, takes false for a failure and all else for success", () => {
  deepEqual(exitCodeOf(fromLatin1("gr\xc3\xbcn")), { code: 0, output: "grün\n" });
  const values: (Data | undefined)[] = [undefined, null, true, false, [], new Map([[ascii("a"), 1]])];
  deepEqual(values.map((value) => exitCodeOf(value).code), [
    ...[0, 0, 0, 1, 0, 0],
  ]);
});
