import { equal } from "node:assert/strict";
import { shownPath } from "./shown_path.ts";

Deno.test("shownPath() is relative to the current folder", () => {
  equal(shownPath("/work", "/work/app/_index.yaml", "linux"), "app/_index.yaml");
  equal(shownPath("/work/app", "/work/_index.yaml", "darwin"), "../_index.yaml");
});

Deno.test("shownPath() keeps the drive letter of another drive on Windows", () => {
  equal(shownPath("C:\\work", "C:\\work\\app\\_index.yaml", "windows"), "app\\_index.yaml");
  equal(shownPath("c:\\Work", "C:\\work\\_index.yaml", "windows"), "_index.yaml");
  equal(shownPath("C:\\work", "D:\\app\\_index.yaml", "windows"), "D:\\app\\_index.yaml");
});
