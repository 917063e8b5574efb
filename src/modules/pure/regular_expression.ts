import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** RE2 in JavaScript: matching takes time in proportion to the text, whatever the expression; loaded at its first use. */
export function re2(): typeof import("re2js") {
  return require("re2js") as typeof import("re2js");
}
