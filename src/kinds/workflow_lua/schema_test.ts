import { equal } from "node:assert/strict";
import { schema } from "./schema.ts";

Deno.test("workflow.lua schema() makes an absent or empty method main", () => {
  equal(schema.parse({ source: "return {}" }).method, "main");
  equal(schema.parse({ source: "return {}", method: "" }).method, "main");
  equal(schema.parse({ source: "return {}", method: "run" }).method, "run");
});
