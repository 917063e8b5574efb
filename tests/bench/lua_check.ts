import { cpuUsage } from "node:process";
import { compilerEngine } from "../../src/lua/compiler/mod.ts";
import { parse } from "../../src/lua/syntax/mod.ts";

/** A function of ten lines as applications have them: tables, loops, strings, branches. */
function functionText(name: string): string {
  return `local function ${name}(order, rate)
  local total = { sum = 0, names = {} }
  for i, item in ipairs(order.items) do
    if item.price % 2 == 0 then total.names[#total.names + 1] = item.name end
    total.sum = total.sum + item.price * rate
  end
  local text = string.format("%d:%s", total.sum, table.concat(total.names, ","))
  while total.sum > 100 do total.sum = total.sum - 7 end
  if text:find("x") then return text:upper(), nil end
  return text .. "${name}", total
end
`;
}

/** Lua text of so many lines, as near as functions of ten lines get. */
export function luaText(lines: number): string {
  const names = Array.from({ length: Math.floor(lines / 11) }, (_, i) => `f${i}`);
  return `${names.map(functionText).join("")}return { run = ${names.at(-1)}, all = { ${names.join(", ")} } }\n`;
}

/** Writes an application of `files` functions with `lines` lines each. */
export async function writeManyFiles(folder: string, files: number, lines: number): Promise<void> {
  const names = Array.from({ length: files }, (_, i) => `f${i}`);
  for (const name of names) {
    await Deno.writeTextFile(`${folder}/${name}.lua`, `-- ${name}\n${luaText(lines)}`);
  }
  const entries = names.map((name) =>
    `  - {name: ${name}, kind: function.lua, method: run, source: "file://${name}.lua"}`
  );
  await Deno.writeTextFile(
    `${folder}/_index.yaml`,
    `version: "1.0"\nnamespace: app\nentries:\n${entries.join("\n")}\n`,
  );
}

/** Milliseconds of processor time to compile a text of so many lines for the first time, code generation and all. */
export function measureCompile(lines: number): number {
  const begin = cpuUsage();
  const chunk = compilerEngine.compile(parse(luaText(lines)), { entryId: "bench:long", file: "long.lua" });
  const state = compilerEngine.createState({ mode: "deadline", milliseconds: 60_000 });
  state.startTurn();
  const outcome = state.createThread(state.load(chunk)).resume([]);
  if (outcome.type !== "returned") throw new Error("The text did not run");
  const { user, system } = cpuUsage(begin);
  return (user + system) / 1000;
}
