import { isPureLayer, LAYERS, PACKAGES, type Reach } from "../../src/_tools/layers.ts";
import type { GeneratedPart } from "./generated_docs.ts";
import { markdownTable } from "./markdown_table.ts";

/** What each room is for. A room without a line here fails the tests. */
const CONTENTS: Readonly<Record<string, string>> = {
  _tools: "lint plugin, house, citations, compile and release scripts",
  app: "the composition root: load and run an application",
  base: "ids, durations, secrets, errors, `Component`, `Clock`, `Logger`",
  cli: "arguments, commands, output, exit codes",
  configuration: "`lunation.yaml`, profiles, `--set`",
  settings: "the options of workers: their schema, and their names in the program",
  demo: "the payment service of the order example",
  devserver: "finds, builds, starts and stops a Temporal server",
  diagnostics: "codes, collector, renderers, suggestions",
  graph: "edges between entries, cycles, layers",
  kinds: "a folder for each entry kind, and the table of kinds",
  "lua/api": "values, natives, modules, the engine interface",
  "lua/compiler": "the engine that makes JavaScript of Lua",
  "lua/engines": "chooses an engine",
  "lua/fengari": "the reference engine",
  "lua/library": "what both engines' libraries share",
  "lua/limits": "time and memory of scripts",
  "lua/lint": "the linter",
  "lua/run": "scheduler, channels, programs",
  "lua/syntax": "lexer, parser, syntax tree",
  "modules/commands": "Lua modules that wait on a command",
  "modules/host": "Lua modules with real effects",
  "modules/pure": "Lua modules that only compute",
  platform: "files, processes, signals, network, terminal: all of `Deno.*`",
  processes: "functions, processes, hosts, messages in this program",
  registry: "files, YAML with positions, entries, decoding",
  resolve: "placeholders, variables and their storages",
  supervisor: "starts, stops and restarts services",
  temporal: "the SDK's side: connection, worker, activities, client calls",
  workflow: "activations in, Temporal commands out",
};

const NOTES: Readonly<Record<Reach, string>> = { freely: "", types: " (types)", lazily: " (lazily)" };

/** The layer table of CONTRIBUTING.md and the homes of packages. */
export function layerParts(): GeneratedPart[] {
  return [
    { page: "CONTRIBUTING.md", name: "layers", text: layerTable() },
    { page: "CONTRIBUTING.md", name: "packages", text: packageTable() },
  ];
}

function layerTable(): string {
  const rows = Object.entries(LAYERS).map(([layer, { imports }]) => {
    const contents = CONTENTS[layer];
    if (contents === undefined) throw new Error(`tests/support/layer_docs.ts does not say what "${layer}" is for`);
    return [`\`${layer}\``, contents, isPureLayer(layer) ? "yes" : "", reachable(layer, imports)];
  });
  return markdownTable(["room", "what is in it", "pure", "may import"], rows);
}

/** The rooms by name, or all but the few that are missing. */
function reachable(layer: string, imports: Readonly<Record<string, Reach>>): string {
  const named = (names: string[]) => names.map((name) => `${name}${NOTES[imports[name] ?? "freely"]}`).join(", ");
  const names = Object.keys(imports);
  if (names.length === 0) return "–";
  if (names.length < Object.keys(LAYERS).length * 2 / 3) return named(names);
  const missing = Object.keys(LAYERS).filter((other) => other !== layer && !(other in imports));
  const special = names.filter((name) => imports[name] !== "freely");
  return `all but ${missing.join(", ")}; of these ${named(special)}`;
}

function packageTable(): string {
  const rows = Object.entries(PACKAGES).map(([name, homes]) => {
    const rooms = Object.entries(homes).map(([room, reach]) => `${room}${NOTES[reach]}`);
    return [`\`${name}\``, rooms.join(", ") || "tests only"];
  });
  return markdownTable(["package", "may be imported in"], rows);
}
