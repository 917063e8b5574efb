import { align } from "../align.ts";
import type { LuaResult } from "./lua_peers.ts";
import { LINES, type LuaReport } from "./lua_report.ts";
import { PROGRAMS } from "./programs.ts";

/** A goal of the compiler, and whether it holds. */
interface Goal {
  readonly text: string;
  readonly holds: boolean;
}

const FENGARI_FACTOR = 8;
const MOST_COMPILATION_MS = 1000;
const MOST_CREATION_MS = 0.05;
const MOST_IDLE_BYTES = 16 * 1024;
const MOST_SUSPENDED_BYTES = 5 * 1024;

/** Lays the results out as text: milliseconds of each, how many times the compiler's, and which goals hold. */
export function luaTable(results: readonly LuaResult[]): string {
  const [ours, ...others] = results;
  const compiler = ours!.report;
  const rows = PROGRAMS.map((name) => [
    name,
    compiler.runs[name]!.milliseconds.toFixed(1),
    ...others.flatMap(({ report }) => [
      report.runs[name]!.milliseconds.toFixed(1),
      ratio(report, compiler, name).toFixed(2),
    ]),
  ]);
  const means = [
    "geometric mean",
    "",
    ...others.flatMap(({ report }) => ["", geometricMean(report, compiler).toFixed(2)]),
  ];
  const costs: (readonly [string, (report: LuaReport) => string])[] = [
    [`compiling ${LINES} lines, ms`, ({ compilation }) => compilation?.toFixed(0) ?? "–"],
    ["new state, ms", ({ creation }) => creation?.toFixed(3) ?? "–"],
    ["idle state, KB", ({ idle }) => kilobytes(idle)],
    ["waiting at depth 4, KB", ({ suspended }) => kilobytes(suspended)],
  ];
  const lines = costs.map((
    [name, show],
  ) => [name, ...[show(compiler), ...others.flatMap(({ report }) => [show(report), ""])]]);
  const head = ["ms", ours!.name, ...others.flatMap(({ name }) => [name, "×"])];
  return [align([head, ...rows, means, ...lines]), ...differences(results), "", ...goals(results).map(goalLine)].join(
    "\n",
  );
}

function kilobytes(bytes: number | undefined): string {
  return bytes === undefined ? "–" : (bytes / 1024).toFixed(1);
}

function ratio(other: LuaReport, compiler: LuaReport, name: string): number {
  return other.runs[name]!.milliseconds / compiler.runs[name]!.milliseconds;
}

function geometricMean(other: LuaReport, compiler: LuaReport): number {
  const logs = PROGRAMS.map((name) => Math.log(ratio(other, compiler, name)));
  return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** Programs whose answers are not the same everywhere. */
function differences(results: readonly LuaResult[]): string[] {
  return PROGRAMS.flatMap((name) => {
    const answers = new Set(results.map(({ report }) => report.runs[name]!.answer));
    return answers.size > 1 ? [`${name}: the answers differ: ${[...answers].join(", ")}`] : [];
  });
}

function goals([ours, ...others]: readonly LuaResult[]): Goal[] {
  const compiler = ours!.report;
  const { compilation = Infinity, creation = Infinity, idle = Infinity, suspended = Infinity } = compiler;
  const ahead = (peer: string, factor: number) =>
    others.filter(({ name }) => name === peer).map(({ report }) => {
      const behind = PROGRAMS.filter((name) => ratio(report, compiler, name) < factor);
      const text = `${factor === 1 ? "ahead of" : `${factor} times as fast as`} ${peer} on every row`;
      return { text: behind.length === 0 ? text : `${text} (not: ${behind.join(", ")})`, holds: behind.length === 0 };
    });
  const puc = others.filter(({ name }) => name.startsWith("PUC")).map(({ name, report }) => ({
    text: `ahead of ${name} in the geometric mean`,
    holds: geometricMean(report, compiler) > 1,
  }));
  return [
    ...ahead("gopher-lua", 1),
    ...ahead("fengari", FENGARI_FACTOR),
    ...puc,
    { text: `${LINES} lines compile in less than a second`, holds: compilation < MOST_COMPILATION_MS },
    { text: `a new state takes at most ${MOST_CREATION_MS} ms`, holds: creation <= MOST_CREATION_MS },
    { text: `an idle state takes at most ${kilobytes(MOST_IDLE_BYTES)} KB`, holds: idle <= MOST_IDLE_BYTES },
    {
      text: `waiting at depth 4 takes at most ${kilobytes(MOST_SUSPENDED_BYTES)} KB more`,
      holds: suspended <= MOST_SUSPENDED_BYTES,
    },
  ];
}

function goalLine({ text, holds }: Goal): string {
  return `${holds ? "holds        " : "DOES NOT HOLD"} ${text}`;
}
