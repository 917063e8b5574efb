import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { cacheFolder } from "../../src/devserver/mod.ts";
import { outside } from "../support/outside_programs.ts";
import { runCommand } from "../bench/run_command.ts";
import { tryPeer } from "./_try_peer.ts";

const go = outside("go");

tryPeer("Go", go, async () => {
  const folder = join(cacheFolder(), "interop");
  await Deno.mkdir(folder, { recursive: true });
  const program = join(folder, "go_peer");
  await runCommand(go.path, ["build", "-o", program, "."], fileURLToPath(new URL("./go/", import.meta.url)));
  return [program];
});
