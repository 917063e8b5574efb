import assert from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";

const BIG = 1234567890123456789n;

Deno.test("ExactInteger prints, joins and returns its digits", async () => {
  const value = await runLua('local n = ... return { tostring(n), n .. "!", "#" .. n, n, type(n) }', [BIG]);
  assert.deepEqual(value, ["1234567890123456789", "1234567890123456789!", "#1234567890123456789", BIG, "userdata"]);
});

Deno.test("ExactInteger compares exactly", async () => {
  const value = await runLua(
    "local a, b, same = ... return { a == same, a == b, a < b, a <= b, b <= a, a > 5, 5 < a, a == 5 }",
    [BIG, BIG + 1n, BIG],
  );
  assert.deepEqual(value, [true, false, true, true, false, true, true, false]);
});

Deno.test("ExactInteger calculates as a float", async () => {
  const value = await runLua(
    "local n = ... return { n + 1, 1 + n, n - n, n * 2, n / n, n // n, n % 10 < 10, -n, n ^ 1 }",
    [
      2n ** 60n + 1n,
    ],
  );
  const float = 2 ** 60;
  assert.deepEqual(value, [float, float, 0, 2 * float, 1, 1, true, -float, float]);
});

Deno.test("ExactInteger formats its own digits", async () => {
  const value = await runLua(
    'local n = ... return { ("%d|%25d|%x|%X|%o|%u|%s"):format(n, n, n, n, n, n, n), ("%.3e %d"):format(n, -5) }',
    [BIG],
  );
  const digits = "1234567890123456789";
  assert.deepEqual(value, [
    `${digits}|      ${digits}|${BIG.toString(16)}|${BIG.toString(16).toUpperCase()}|${
      BIG.toString(8)
    }|${digits}|${digits}`,
    "1.235e+18 -5",
  ]);
});

Deno.test("ExactInteger has 64 bits", async () => {
  const value = await runLua(
    "local n, m = ... return { n & 255, n | 1, n ~ n, ~n, n >> 32, n << 8, 1 & n, n >> 64, m & -1, m >> 60 }",
    [BIG + 1n, 2n ** 64n - 5n],
  );
  const n = BIG + 1n;
  assert.deepEqual(value, [
    ...[Number(n & 255n), n | 1n, 0, ~n, Number(n >> 32n), BigInt.asIntN(64, n << 8n), 0, 0, -5, 15],
  ]);
  const refused = await runLua("local n = ... return (pcall(function() return n & 1.5 end))", [BIG]);
  assert.equal(refused, false);
});

Deno.test("ExactInteger becomes a float where a number is wanted", async () => {
  const value = await runLua(
    "local n = ... return { tonumber(n), math.floor(n), math.max(n, 1), math.abs(-n), type(tonumber(n)) }",
    [2n ** 60n + 1n],
  );
  assert.deepEqual(value, [2 ** 60, 2 ** 60, 2 ** 60, 2 ** 60, "number"]);
});

Deno.test("ExactInteger does not mix with what is no number", async () => {
  for (const expression of ["n + {}", "n < {}", "n .. {}", "n + print"]) {
    assert.equal(
      await runLua(`local n = ... return (pcall(function() return ${expression} end))`, [BIG]),
      false,
      expression,
    );
  }
});
