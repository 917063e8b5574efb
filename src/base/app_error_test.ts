import assert from "node:assert/strict";
import { AppError } from "./app_error.ts";

Deno.test("AppError.toString() shows the context that wrap added, message does not", () => {
  const inner = new AppError("card declined", { kind: "Invalid", retryable: false });
  const outer = new AppError(inner.message, { kind: inner.kind, cause: inner, context: "charge order 7" });
  assert.equal(outer.message, "card declined");
  assert.equal(String(outer), "charge order 7: card declined");
  assert.equal(
    String(new AppError(outer.message, { cause: outer, context: "saga" })),
    "saga: charge order 7: card declined",
  );
});

Deno.test("AppError leaves retryable unspecified unless it is told", () => {
  assert.equal(new AppError("x").retryable, undefined);
  assert.equal(new AppError("x").kind, "");
});
