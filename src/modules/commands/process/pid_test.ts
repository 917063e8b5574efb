import assert from "node:assert/strict";
import { formatPid, parsePid } from "./pid.ts";

Deno.test("parsePid() reads what formatPid() wrote", () => {
  for (const pid of [{ node: "app:client", host: "app:worker", unique: "id@x" }, { host: "update", unique: "1" }]) {
    assert.deepEqual(parsePid(formatPid(pid)), pid);
  }
  assert.deepEqual(parsePid("{|topology}"), { host: "", unique: "topology" });
});

Deno.test("parsePid() splits at the first @ and the last |", () => {
  assert.deepEqual(parsePid("{a@b@c|d|e}"), { node: "a", host: "b@c", unique: "e" });
});

Deno.test("parsePid() refuses what is no pid", () => {
  for (const text of ["", "name", "{}", "{a}", "a|b", "{a|b", "a|b}"]) assert.equal(parsePid(text), undefined, text);
});
