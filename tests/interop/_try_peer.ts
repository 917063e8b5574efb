import { appFolder } from "../support/app_folder.ts";
import { runShown } from "../support/doc_page.ts";
import type { OutsideProgram } from "../support/outside_programs.ts";
import { withApp } from "../support/running_app.ts";
import { testNamespace } from "../support/temporal.ts";
import { application, clientAlone } from "./_application.ts";
import { oursToTheirs } from "./_ours_to_theirs.ts";
import { Peer } from "./_peer.ts";
import type { Scene } from "./_scene.ts";
import { theirsToOurs } from "./_theirs_to_ours.ts";

/**
 * Registers the tests of one SDK, a step for each row of the matrix and direction.
 *
 * @param sdk the name of the other SDK
 * @param ignore true where what it runs on is missing
 * @param prepare makes its program ready, and tells the command that starts it
 */
export function tryPeer(
  sdk: string,
  { ignore }: Pick<OutsideProgram, "ignore">,
  prepare: () => Promise<readonly [string, ...string[]]>,
): void {
  const directions = { [`${sdk} to Lua`]: theirsToOurs, [`Lua to ${sdk}`]: oursToTheirs };
  Deno.test(`programs on the ${sdk} SDK and applications in Lua serve each other`, { ignore }, async (t) => {
    await withScene(await prepare(), async (scene) => {
      for (const [direction, rows] of Object.entries(directions)) {
        for (const [name, row] of Object.entries(rows)) {
          // The peer's output is read all the time, also across steps; the whole test must leave nothing behind.
          await t.step({
            name: `${direction}: ${name}`,
            fn: () => row(scene),
            sanitizeOps: false,
            sanitizeResources: false,
          });
        }
      }
    });
  });
}

async function withScene(
  program: readonly [string, ...string[]],
  use: (scene: Scene) => Promise<void>,
): Promise<void> {
  const server = await testNamespace("interop");
  const [ours, theirs] = [crypto.randomUUID(), crypto.randomUUID()];
  await using peer = new Peer(program, { ...server, taskQueue: theirs });
  await using folder = await appFolder({ "_index.yaml": clientAlone(server) });
  const command = (...words: string[]) => runShown(words, folder.path);
  await withApp(application({ ...server, taskQueue: ours }), (app) => use({ ...app, peer, ours, theirs, command }));
}
