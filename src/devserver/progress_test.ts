import { deepEqual, rejects } from "node:assert/strict";
import { type Progress, withProgress } from "./progress.ts";
import { progressPrinter } from "./progress_printer.ts";

Deno.test("withProgress() reports the beginning and the end, also of a step that fails", async () => {
  const reports: Progress[] = [];
  await withProgress((progress) => reports.push(progress), "Building", "2 minutes", (detail) => {
    detail("3 packages");
    return Promise.resolve();
  });
  const step = { step: "Building", usually: "2 minutes", elapsedSeconds: 0 };
  deepEqual(reports, [{ ...step, done: false }, { ...step, done: true, detail: "3 packages" }]);

  const failing = withProgress((progress) => reports.push(progress), "Building", "2 minutes", () => {
    return Promise.reject(new Error("no space"));
  });
  await rejects(failing, { message: "no space" });
  deepEqual(reports.at(-1), { ...step, done: true });
});

Deno.test("progressPrinter() writes a line at first, every ten seconds, and at the end", () => {
  const written: string[] = [];
  const print = progressPrinter((text) => written.push(text), false);
  const step = { step: "Building", usually: "2 minutes" };
  for (let elapsedSeconds = 0; elapsedSeconds <= 21; elapsedSeconds++) {
    print({ ...step, elapsedSeconds, done: false, detail: "step 1 of 2" });
  }
  print({ ...step, elapsedSeconds: 22, done: true });
  deepEqual(written, [
    "Building (usually 2 minutes): 0 s, step 1 of 2\n",
    "Building (usually 2 minutes): 10 s, step 1 of 2\n",
    "Building (usually 2 minutes): 20 s, step 1 of 2\n",
    "Building: ended after 22 s\n",
  ]);
});

Deno.test("progressPrinter() keeps one line up to date on a terminal", () => {
  const written: string[] = [];
  const print = progressPrinter((text) => written.push(text), true);
  print({ step: "Building", usually: "2 minutes", elapsedSeconds: 0, done: false });
  print({ step: "Building", usually: "2 minutes", elapsedSeconds: 1, done: true });
  deepEqual(written, ["\r\x1b[KBuilding (usually 2 minutes): 0 s", "\r\x1b[KBuilding: ended after 1 s\n"]);
});
