import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { citations, headings } from "./citations.ts";
import { countCalls } from "./count_calls.ts";
import { importGraph, valueCircles } from "./value_circles.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Rooms whose functions are used by people who have not read them. */
const API_ROOMS = ["lua/api", "registry", "supervisor"];
/** Files of fewer lines are too small to be a concept of their own. */
const FEW_LINES = 20;
const SEAM_CAST_REGEXP =
  /(?<!\bundefined )\bas (?:readonly )?(?:Configured<|\w*(?:Command|Config)\b|(?:Kind|Component)\b|Temporal\w+)|\bconfig\b[^;\n]* as \{|\boptions\.\w+ as (?:string|number|boolean|readonly)\b/g;
const COMMENT_REGEXP = /\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/.*$/gm;

/** A source file that is no test. */
interface SourceFile {
  /** Below `src`, `/` between its parts. */
  readonly path: string;
  readonly lines: number;
  /** Without comments. */
  readonly code: string;
}

/** A figure of the house and what it may be. */
interface Figure {
  readonly name: string;
  readonly value: number;
  /** What it may be at most, or at least. A ratchet: it only moves towards the goal. */
  readonly bound: number;
  readonly goal: number;
  readonly direction: "at most" | "at least";
  /** What counts against it, for the reader who has to mend it. */
  readonly offenders?: readonly string[];
}

/** Measures the house. Bounds and goals stand here; a bound that can be nearer to its goal is set there by who reaches it. */
export async function measureHouse(): Promise<Figure[]> {
  const files = sourceFiles();
  const sizes = files.map(({ lines }) => lines).sort((a, b) => a - b);
  const largest = files.reduce((most, file) => file.lines > most.lines ? file : most);
  const small = files.filter(({ path, lines }) => lines < FEW_LINES && !/(mod|schema)\.ts$/.test(path));
  const folders = fullestFolders(files);
  const circles = valueCircles(
    await importGraph(new URL("../../main.ts", import.meta.url), new URL("..", import.meta.url)),
  );
  return [
    atMost("source files", files.length, 696, 480),
    atLeast("lines of the median file", sizes[sizes.length >> 1]!, 47, 60),
    atMost("lines of the largest file", largest.lines, 400, 400, [largest.path]),
    atMost(
      `percent of files under ${FEW_LINES} lines`,
      Math.ceil(100 * small.length / files.length),
      9,
      5,
      small.map(({ path, lines }) => `${path} (${lines})`),
    ),
    atMost(
      "files in the fullest folder",
      folders[0]!.count,
      24,
      20,
      folders.map(({ name, count }) => `${name} (${count})`),
    ),
    atMost("circles of imports by value", circles.length, 0, 0, circles.map((circle) => circle.join(" "))),
    found("casts where rooms meet", files, seamCasts, 0),
    found('uses of "Deno." outside src/platform', outsideOf(files, ["platform/", "_tools/"]), usesOfDeno, 0),
    deadCitations(),
    await undescribedFunctions(),
    atMost("parses of a Lua text in a run of exec", await parsesPerText(), 1, 1),
  ];
}

function atMost(name: string, value: number, bound: number, goal: number, offenders?: readonly string[]): Figure {
  return { name, value, bound, goal, direction: "at most", ...(offenders && { offenders }) };
}

function atLeast(name: string, value: number, bound: number, goal: number): Figure {
  return { name, value, bound, goal, direction: "at least" };
}

/** What is nowhere allowed; found in the code of each file. */
function found(name: string, files: readonly SourceFile[], find: (code: string) => string[], bound: number): Figure {
  const places = files.flatMap(({ path, code }) => find(code).map((text) => `${path}: ${text}`));
  return atMost(name, places.length, bound, 0, places);
}

/**
 * The casts in a file's code to what crosses rooms: to a command, a config, a component or a kind, or of an option to a
 * simple type. What only gives `undefined` its type is none.
 */
export function seamCasts(code: string): string[] {
  return [...code.matchAll(SEAM_CAST_REGEXP)].map(([text]) => text);
}

/** The uses of the global `Deno` in a file's code; its name at the beginning of a text is none. */
export function usesOfDeno(code: string): string[] {
  return [...code.matchAll(/(?<!["'`])\bDeno\.\w+/g)].map(([text]) => text);
}

function outsideOf(files: readonly SourceFile[], folders: readonly string[]): SourceFile[] {
  return files.filter(({ path }) => !folders.some((folder) => path.startsWith(folder)));
}

function sourceFiles(): SourceFile[] {
  const read = (folder: string): SourceFile[] =>
    [...Deno.readDirSync(join(ROOT, "src", folder))].flatMap(({ name, isDirectory }) => {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (isDirectory) return read(path);
      if (!name.endsWith(".ts") || name.endsWith("_test.ts") || name.endsWith(".d.ts")) return [];
      const text = Deno.readTextFileSync(join(ROOT, "src", path));
      return [{ path, lines: text.trimEnd().split("\n").length, code: text.replace(COMMENT_REGEXP, "") }];
    });
  return read("");
}

/** The folders with the most files, the fullest first. */
function fullestFolders(files: readonly SourceFile[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { path } of files) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count).slice(0, 12);
}

function deadCitations(): Figure {
  const known = new Set(headings(ROOT).map(({ page, section }) => `${page} §${section}`));
  const dead = citations(ROOT).filter(({ page, section }) => !known.has(`${page} §${section}`));
  const places = dead.map(({ file, line, page, section }) => `${file}:${line}: ${page} §${section}`);
  return atMost("citations without a heading", dead.length, 0, 0, places);
}

/** What `deno doc --json` says of an exported symbol. */
interface DocumentedSymbol {
  readonly name: string;
  readonly declarations: readonly {
    readonly kind: string;
    readonly location: { readonly filename: string };
    readonly jsDoc?: { readonly tags?: readonly { readonly kind: string }[] };
    readonly def?: { readonly params?: readonly unknown[] };
  }[];
}

/** Exported functions of the API rooms that take parameters and describe none. */
async function undescribedFunctions(): Promise<Figure> {
  const offenders: string[] = [];
  for (const room of API_ROOMS) {
    for (const { name, declarations } of await documentedSymbols(`src/${room}/mod.ts`)) {
      const undescribed = declarations.some(({ kind, location, jsDoc, def }) =>
        kind === "function" && location.filename.includes(`/src/${room}/`) && (def?.params?.length ?? 0) > 0 &&
        !jsDoc?.tags?.some((tag) => tag.kind === "param")
      );
      if (undescribed) offenders.push(`${room}: ${name}`);
    }
  }
  return atMost("functions of API rooms without @param", offenders.length, 0, 0, offenders);
}

async function documentedSymbols(file: string): Promise<DocumentedSymbol[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", file],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`Failed to read the documentation of ${file}: ${new TextDecoder().decode(stderr)}`);
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout)) as {
    nodes: Readonly<Record<string, { readonly symbols: readonly DocumentedSymbol[] }>>;
  };
  return Object.values(nodes).flatMap(({ symbols }) => symbols);
}

/** Runs a function of an application with three Lua texts. */
async function parsesPerText(): Promise<number> {
  const folder = await Deno.makeTempDir();
  try {
    const sources = ["a", "b", "c"];
    const entries = sources.map((name) =>
      `  - {name: ${name}, kind: function.lua, source: "file://${name}.lua", method: main}\n`
    );
    await Deno.writeTextFile(`${folder}/_index.yaml`, `version: "1.0"\nnamespace: app\nentries:\n${entries.join("")}`);
    for (const name of sources) {
      await Deno.writeTextFile(`${folder}/${name}.lua`, `return {main = function() return "${name}" end}\n`);
    }
    const parses = await countCalls(["exec", "app:a", "--app", folder], "src/lua/syntax/parse.ts", "parse");
    return parses / sources.length;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function isWithin({ value, bound, direction }: Figure): boolean {
  return direction === "at most" ? value <= bound : value >= bound;
}

function print(figures: readonly Figure[], showsAll: boolean): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  console.log(`${"".padEnd(width)}     now  bound   goal`);
  for (const figure of figures) {
    const { name, value, bound, goal, offenders = [] } = figure;
    const cells = [value, bound, goal].map((number) => String(number).padStart(7)).join("");
    console.log(`${name.padEnd(width)} ${cells}${isWithin(figure) ? "" : "  out of bounds"}`);
    if (showsAll || !isWithin(figure)) { for (const offender of offenders) console.log(`    ${offender}`); }
  }
}

if (import.meta.main) {
  const figures = await measureHouse();
  print(figures, Deno.args.includes("--all"));
  if (!figures.every(isWithin)) Deno.exit(1);
}
