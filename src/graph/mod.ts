export { link, type LinkOptions } from "./link.ts";
export { Graph } from "./graph.ts";
