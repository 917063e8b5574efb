import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type AppFolder, appFolder } from "../support/app_folder.ts";
import { Authority } from "../support/certificates.ts";

const ORDERS = fileURLToPath(new URL("../../examples/orders", import.meta.url));

/** The order example with other clients; the worker uses the first. */
export async function orders(clients: string, files: Record<string, string> = {}): Promise<AppFolder> {
  const index = await Deno.readTextFile(join(ORDERS, "_index.yaml"));
  const app = await appFolder({
    "_index.yaml": index.replace(/ {2}- name: temporal_client\n[^]*?\n\n/, `${clients}\n`),
    "order_workflow.lua": await Deno.readTextFile(join(ORDERS, "order_workflow.lua")),
    "payment.lua": await Deno.readTextFile(join(ORDERS, "payment.lua")),
    ...files,
  });
  for (const name of Object.keys(files)) await Deno.chmod(join(app.path, name), 0o600);
  return app;
}

/** An authority in a folder of its own, which is removed afterwards. */
export async function withAuthority(body: (authority: Authority) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "lunation-auth-" });
  try {
    await body(await Authority.create(folder, "authority"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
