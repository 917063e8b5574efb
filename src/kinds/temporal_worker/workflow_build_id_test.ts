import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { appFolder } from "../../../tests/support/app_folder.ts";
import { load } from "../../app/mod.ts";
import { kinds } from "../mod.ts";
import { temporalWorker } from "./kind.ts";
import { deploymentWorkflows } from "./lookup.ts";
import { workflowBuildId } from "./workflow_build_id.ts";

const FILES = {
  "_index.yaml": `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "localhost:7233"}
  - name: worker
    kind: temporal.worker
    client: client
    task_queue: orders
    worker_options: {use_versioning: true, deployment_name: orders, build_id: auto}
  - name: order
    kind: workflow.lua
    source: file://order.lua
    modules: [time]
    imports: {rules: rules}
    meta: {temporal: {workflow: {worker: worker}}}
  - name: refund
    kind: workflow.lua
    source: file://refund.lua
    meta: {temporal: {workflow: {worker: worker, name: Refund}}}
  - name: charge
    kind: function.lua
    source: file://charge.lua
    method: main
    meta: {temporal: {activity: {worker: worker}}}
  - {name: rules, kind: library.lua, source: file://rules.lua}
`,
  "order.lua": `local rules = require("rules")
return { main = function(order) return rules.total(order) end, other = function() end }`,
  "refund.lua": `return { main = function() return "refunded" end }`,
  "charge.lua": `return { main = function() return "charged" end }`,
  "rules.lua": `return { total = function(order) return order.amount end }`,
};

async function buildId(changes: Partial<typeof FILES> = {}, abi = 1): Promise<string> {
  await using app = await appFolder({ ...FILES, ...changes });
  const loaded = await load({ appFolder: app.path, kinds });
  deepEqual(loaded.collector.diagnostics.map(({ message }) => message), []);
  return workflowBuildId(deploymentWorkflows("orders", loaded.ofKind(temporalWorker), loaded), loaded.find, abi);
}

function edit(file: keyof typeof FILES, from: string, to: string): Partial<typeof FILES> {
  return { [file]: FILES[file].replace(from, to) };
}

const original = await buildId();

Deno.test("workflowBuildId() is short text that a deployment can hold", () => match(original, /^[0-9a-f]{16}$/));

Deno.test("workflowBuildId() is the same after what changes no workflow", async () => {
  const changes = {
    "a comment in a workflow": edit("order.lua", "return {", "-- adds up\n\n\nreturn {"),
    "a comment in a library": edit("rules.lua", "return {", "--[[ the sum ]] return {"),
    "the form of a workflow": edit("refund.lua", `"refunded"`, `'refunded'`),
    "an activity": edit("charge.lua", "charged", "paid"),
    "the worker": edit("_index.yaml", "task_queue: orders", "task_queue: more_orders"),
    "the name of a workflow's file": {
      "_index.yaml": FILES["_index.yaml"].replace("file://refund.lua", "file://other.lua"),
      "other.lua": FILES["refund.lua"],
    },
    "another entry": {
      "_index.yaml": FILES["_index.yaml"] + "  - {name: more, kind: library.lua, source: return 1}\n",
    },
  };
  for (const [what, change] of Object.entries(changes)) equal(await buildId(change), original, what);
});

Deno.test("workflowBuildId() is another one after what changes a workflow", async () => {
  const changes = {
    "a workflow": edit("refund.lua", "refunded", "returned"),
    "a library": edit("rules.lua", "order.amount", "order.amount * 2"),
    "the method": edit("_index.yaml", "source: file://order.lua", "source: file://order.lua\n    method: other"),
    "the modules": edit("_index.yaml", "modules: [time]", "modules: [time, funcs]"),
    "the imports": {
      ...edit("order.lua", "", ""),
      ...edit("_index.yaml", "imports: {rules: rules}", "imports: {rules: rules, more: rules}"),
    },
    "the type of a workflow": edit("_index.yaml", "name: Refund", "name: Return"),
    "the set of workflows": edit("_index.yaml", "{worker: worker, name: Refund}", "{worker: spare}"),
  };
  const spare = `  - {name: spare, kind: temporal.worker, client: client, task_queue: orders}\n`;
  const ids = [original, await buildId({}, 2)];
  for (const change of Object.values(changes)) {
    const index = change["_index.yaml"] ?? FILES["_index.yaml"];
    ids.push(await buildId({ ...change, "_index.yaml": index + spare }));
  }
  equal(new Set(ids).size, Object.keys(changes).length + 2);
  notEqual(ids[0], ids[1], "the rules of this program");
});

Deno.test("workflowBuildId() is one of all workers with auto of a deployment, and of no others", async () => {
  const more = (name: string, options: string) =>
    `  - name: ${name}
    kind: temporal.worker
    client: client
    task_queue: ${name}
    worker_options: {use_versioning: true, ${options}}
  - {name: ${name}_of, kind: workflow.lua, source: "return function() end", meta: {temporal: {workflow: {worker: ${name}}}}}
`;
  const withMore = (name: string, options: string) =>
    buildId({ "_index.yaml": FILES["_index.yaml"] + more(name, options) });
  equal(await withMore("other", "deployment_name: other, build_id: auto"), original);
  equal(await withMore("fixed", "deployment_name: orders, build_id: v1"), original);
  notEqual(await withMore("same", "deployment_name: orders, build_id: auto"), original);
});
