/** Where the Temporal server of a test is. */
interface Place {
  readonly address: string;
  readonly namespace: string;
}

/** The files of an application: a client, a worker with a queue of its own, and Lua code by kind and name. */
export function outsideApp(
  { address, namespace }: Place,
  code: Record<"function" | "workflow", Record<string, string>>,
): Record<string, string> {
  const queue = crypto.randomUUID();
  const entries = [
    `{name: client, kind: temporal.client, address: "${address}", namespace: "${namespace}"}`,
    `{name: worker, kind: temporal.worker, client: client, task_queue: "${queue}", lifecycle: {auto_start: true}}`,
    ...Object.keys(code.function).map((name) =>
      `{name: ${name}, kind: function.lua, source: "file://${name}.lua", method: main, modules: [time, funcs, ctx]}`
    ),
    ...Object.keys(code.workflow).map((name) =>
      `{name: ${name}, kind: workflow.lua, source: "file://${name}.lua", modules: [time, workflow, funcs, ctx],` +
      ` meta: {temporal: {workflow: {worker: worker}}}}`
    ),
  ];
  const sources = Object.entries({ ...code.function, ...code.workflow }).map(([name, text]) => [`${name}.lua`, text]);
  return {
    "_index.yaml": `version: "1.0"\nnamespace: app\nentries:\n${entries.map((entry) => `  - ${entry}\n`).join("")}`,
    ...Object.fromEntries(sources),
  };
}
