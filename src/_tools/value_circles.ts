/** For each file those that it imports by value, relative to the folder of the root file, `/` between their parts. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** What `deno info --json` says of a module. */
interface ModuleInfo {
  readonly specifier: string;
  readonly dependencies?: readonly {
    /** Absent for `import type`. */
    readonly code?: { readonly specifier?: string };
    readonly isDynamic?: boolean;
  }[];
}

/**
 * The imports by value among the files that a program reaches. `import type` vanishes when the code runs, and `import()`
 * waits until the files are loaded: neither is one.
 *
 * @param root the program's first file
 * @param folder paths are relative to it; files outside of it are left out
 * @throws {Error} when Deno cannot read a file
 */
export async function importGraph(root: URL, folder: URL): Promise<ImportGraph> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", root.href],
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) throw new Error(`Failed to read the imports: ${new TextDecoder().decode(stderr)}`);
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: readonly ModuleInfo[] };
  const pathOf = (specifier = "") =>
    specifier.startsWith(folder.href) ? specifier.slice(folder.href.length) : undefined;
  const graph = new Map<string, string[]>();
  for (const { specifier, dependencies = [] } of modules) {
    const path = pathOf(specifier);
    if (path === undefined) continue;
    const targets = dependencies.map(({ code, isDynamic }) => isDynamic ? undefined : pathOf(code?.specifier));
    graph.set(path, targets.filter((target) => target !== undefined));
  }
  return graph;
}

/**
 * Finds the files that cannot be loaded one after the other.
 *
 * @returns each group of files that import each other in a circle, its paths sorted; empty when there is no circle
 */
export function valueCircles(graph: ImportGraph): string[][] {
  // Tarjan's strongly connected components.
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const own = order.size;
    order.set(file, own);
    open.push(file);
    let low = own;
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, lowest.get(target) ?? order.get(target)!);
    }
    lowest.set(file, low);
    if (low < own) return low;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || graph.get(file)?.includes(file)) circles.push(circle.sort());
    return low;
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return circles;
}
