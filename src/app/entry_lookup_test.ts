import { deepEqual, equal } from "node:assert/strict";
import { appFolder } from "../../tests/support/app_folder.ts";
import { kinds, temporalClient, temporalWorker } from "../kinds/mod.ts";
import { load } from "./load.ts";

const ENTRIES = `namespace: app
entries:
  - {name: client, kind: temporal.client, address: "localhost:7233"}
  - {name: more, kind: temporal.client, address: "localhost:7234"}
  - {name: worker, kind: temporal.worker, client: client, task_queue: q}
`;

Deno.test("LoadedApp.find() gives the entry of an id, and with a kind only one of that kind", async () => {
  await using folder = await appFolder({ "_index.yaml": ENTRIES });
  const { find } = await load({ appFolder: folder.path, kinds });
  equal(find("app:client")?.kind, temporalClient);
  equal(find(temporalClient, "app:client")?.config.address, "localhost:7233");
  equal(find(temporalWorker, "app:client"), undefined);
  equal(find(temporalWorker, "app:nothing"), undefined);
});

Deno.test("LoadedApp.ofKind() gives the entries of a kind, ordered by id", async () => {
  await using folder = await appFolder({ "_index.yaml": ENTRIES });
  const { ofKind } = await load({ appFolder: folder.path, kinds });
  deepEqual(ofKind(temporalClient).map(({ entry }) => entry.id), ["app:client", "app:more"]);
  deepEqual(ofKind(temporalWorker).map(({ config }) => config.task_queue), ["q"]);
});
