import { appFolder } from "./support/app_folder.ts";
import { walkOnOwnServer } from "./support/walk_page.ts";

const ROOT = new URL("../", import.meta.url);

for (const page of ["README.md", "docs/tutorial.md"]) {
  Deno.test(`who does what ${page} shows sees what it shows`, async () => {
    await using folder = await appFolder({});
    await walkOnOwnServer(await Deno.readTextFile(new URL(page, ROOT)), folder.path);
  });
}
