/** Lua implementations that may answer differently; `puc` is both versions of PUC Lua. */
export type Other = "fengari" | "puc" | "puc5.3" | "puc5.4";

/** Why an answer differs. */
export const DIFFERENCES = {
  number:
    "Integral numbers within ±2^53 are integers and print as such; fengari's integers have 32 bits (architecture.md §2)",
  message: "The wording of an error message: names of library functions, positions of arguments of methods",
  version: "Lua 5.4 does it, or says it, in another way; scripts are written in Lua 5.3 (spec/lua-modules.md §1)",
  library: "A later version of Lua does it this way, which is the more helpful one",
} as const;

/** A line of Lua (an expression list, or statements), its results, and whose results differ for which reason. */
export type Case =
  | readonly [code: string, results: string]
  | readonly [code: string, results: string, differs: readonly Other[], reason: keyof typeof DIFFERENCES];
