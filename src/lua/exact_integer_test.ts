import assert from "node:assert/strict";
import { runLua } from "../../tests/support/lua_runner.ts";

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

Deno.test("ExactInteger does not mix with what is no number", async () => {
  for (const expression of ["n + {}", "n < {}", "n .. {}", "n + print"]) {
    assert.equal(
      await runLua(`local n = ... return (pcall(function() return ${expression} end))`, [BIG]),
      false,
      expression,
    );
  }
});
