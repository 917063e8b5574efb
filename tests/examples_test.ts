import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { runShown } from "./support/doc_page.ts";
import { outside } from "./support/outside_programs.ts";
import { walkOnOwnServer, walkPage } from "./support/walk_page.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const EXAMPLES = [...Deno.readDirSync(`${ROOT}examples`)].filter((item) => item.isDirectory).map(({ name }) => name);
const SERVER = Deno.env.get("LUNATION_TEST_SERVER");

for (const example of EXAMPLES) {
  Deno.test(`check finds nothing in the example "${example}"`, async () => {
    assert.match(await runShown(["check"], `${ROOT}examples/${example}`), /^\d+ entries, 0 errors, 0 warnings\n$/);
  });
}

for (const example of EXAMPLES) {
  const readme = Deno.readTextFileSync(`${ROOT}examples/${example}/README.md`);
  Deno.test({
    name: `the example "${example}" does what its README shows`,
    ignore: readme.includes("$ go ") && outside("go").ignore,
    // The demo always brings a server of its own.
    fn: () =>
      readme.includes("$ lunation demo") ? walkOnOwnServer(readme, ROOT) : walkPage(readme, {
        cwd: ROOT,
        place: ["-o", `app:temporal_client:address=${SERVER}`],
        env: { TEMPORAL_ADDRESS: SERVER! },
      }),
  });
}
