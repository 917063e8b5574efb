import { equal } from "node:assert/strict";
import { errorText, toError } from "./thrown.ts";

Deno.test("errorText() takes the message of an error, and anything else as text", () => {
  equal(errorText(new TypeError("no number")), "no number");
  equal(errorText("refused"), "refused");
  equal(errorText(undefined), "undefined");
});

Deno.test("toError() keeps an error and makes one of anything else", () => {
  const error = new TypeError("no number");
  equal(toError(error), error);
  equal(toError(7).message, "7");
});
