import type { Configured, Reference } from "../registry/mod.ts";

/** One entry depending on another; both are configured. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly reference: Reference;
}

/** The configured entries and how they depend on each other. */
export class Graph {
  /**
   * Start order: an entry comes in a later layer than everything it depends on; ordered by id inside a layer. Entries of a
   * loop, and those that depend on one, are in none.
   */
  readonly layers: readonly (readonly Configured[])[];
  /** Loops, each as its edges in order; what is left when all layers are taken away. */
  readonly cycles: readonly (readonly Edge[])[];
  #nodes: ReadonlyMap<string, Configured>;
  #edges: readonly Edge[];

  /** @param nodes in order of their ids */
  constructor(nodes: ReadonlyMap<string, Configured>, edges: readonly Edge[]) {
    this.#nodes = nodes;
    this.#edges = edges;
    const outgoing = Map.groupBy(edges, (edge) => edge.from);
    this.layers = layersOf(nodes, edges, outgoing);
    const placed = new Set(this.layers.flat().map(({ entry }) => entry.id));
    this.cycles = cyclesOf([...nodes.keys()].filter((id) => !placed.has(id)), outgoing, placed);
  }

  find(id: string): Configured | undefined {
    return this.#nodes.get(id);
  }

  /** Entries with a `registers` edge to that id, ordered by id. */
  members(id: string): readonly Configured[] {
    const ids = new Set(this.#edges.filter((e) => e.to === id && e.reference.edge === "registers").map((e) => e.from));
    return [...ids].sort().map((from) => this.#nodes.get(from)!);
  }

  /** Entries that this one has a `needs` edge to, ordered by id. */
  needs(id: string): readonly Configured[] {
    const ids = new Set(this.#edges.filter((e) => e.from === id && e.reference.edge === "needs").map((e) => e.to));
    return [...ids].sort().map((to) => this.#nodes.get(to)!);
  }
}

type Outgoing = ReadonlyMap<string, readonly Edge[]>;

function layersOf(nodes: ReadonlyMap<string, Configured>, edges: readonly Edge[], outgoing: Outgoing): Configured[][] {
  const incoming = Map.groupBy(edges, (edge) => edge.to);
  const open = new Map([...nodes.keys()].map((id) => [id, outgoing.get(id)?.length ?? 0]));
  const layers: Configured[][] = [];
  let layer = [...nodes.keys()].filter((id) => open.get(id) === 0);
  while (layer.length > 0) {
    layers.push(layer.sort().map((id) => nodes.get(id)!));
    const next: string[] = [];
    for (const { from } of layer.flatMap((id) => incoming.get(id) ?? [])) {
      const rest = open.get(from)! - 1;
      open.set(from, rest);
      if (rest === 0) next.push(from);
    }
    layer = next;
  }
  return layers;
}

/** Every unplaced entry leads into a loop: walking on from each finds them all, each once. */
function cyclesOf(unplaced: readonly string[], outgoing: Outgoing, placed: ReadonlySet<string>): Edge[][] {
  const cycles: Edge[][] = [];
  const seen = new Set<string>();
  for (const start of unplaced) {
    const way: Edge[] = [];
    const position = new Map<string, number>();
    let at = start;
    while (!seen.has(at)) {
      seen.add(at);
      position.set(at, way.length);
      const edge = outgoing.get(at)!.find(({ to }) => !placed.has(to))!;
      way.push(edge);
      at = edge.to;
    }
    const from = position.get(at);
    if (from !== undefined) cycles.push(way.slice(from));
  }
  return cycles;
}
