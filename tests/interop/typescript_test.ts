import { fileURLToPath } from "node:url";
import { outside } from "../support/outside_programs.ts";
import { tryPeer } from "./_try_peer.ts";

const node = outside("node");

tryPeer("TypeScript", node, () => {
  return Promise.resolve([node.path, fileURLToPath(new URL("./typescript/main.mjs", import.meta.url))]);
});
