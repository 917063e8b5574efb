import { parse } from "../../../src/lua/syntax/mod.ts";

/** Lua that joins the results of a function, or its error, in one text: `show(pcall(f))`. */
export const SHOW = `
local function show(ok, ...)
  local texts = {}
  for i = 1, select("#", ...) do texts[i] = tostring((select(i, ...))) end
  return (ok and "" or "error: ") .. table.concat(texts, "|")
end
`;

/** Makes a program of the code of a case: an expression list, or statements, which are one already. */
export function caseProgram(code: string): string {
  return parse(`return ${code}`).errors.length === 0 ? `return ${code}` : code;
}
