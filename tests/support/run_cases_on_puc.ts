import { type PucLua, runOnPucLua } from "./puc_lua.ts";
import { caseProgram, SHOW } from "../lua/conformance/case_program.ts";

const SHOW_CALL = `(function() ${SHOW} return function(f) return show(pcall(f)) end end)()`;

/** The results of cases on PUC Lua, each as one text, by their code. */
export async function runCasesOnPuc(command: PucLua, codes: readonly string[]): Promise<Map<string, string>> {
  const answers = await runOnPucLua(command, codes.map(caseProgram), SHOW_CALL);
  return new Map(codes.map((code, i) => [code, answers[i] ?? "no answer"]));
}
