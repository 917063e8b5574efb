import { deepEqual, equal, match, ok } from "node:assert/strict";
import { main } from "../src/cli/mod.ts";
import { freePort } from "../src/devserver/mod.ts";
import { appFolder } from "./support/app_folder.ts";
import { LunationProcess } from "./support/lunation_process.ts";
import { runSpec } from "./support/run_spec.ts";
import { testNamespace } from "./support/temporal.ts";
import { testHost } from "./support/test_host.ts";
import { until } from "./support/until.ts";

/** Begins the sequences that move a terminal's cursor. */
const ESCAPE = "\x1b";

const place = await testNamespace("commands");

const ENTRIES = `version: "1.0"
namespace: app
entries:
  - {name: client, kind: temporal.client, address: "${place.address}", namespace: ${place.namespace}}
  - {name: worker, kind: temporal.worker, client: client, task_queue: QUEUE, lifecycle: {auto_start: true}}
  - {name: order, kind: workflow.lua, source: file://order.lua, modules: [time, workflow, funcs], meta: {temporal: {workflow: {worker: worker}}}}
  - {name: child, kind: workflow.lua, source: file://child.lua, meta: {temporal: {workflow: {worker: worker}}}}
  - {name: broken, kind: workflow.lua, source: file://broken.lua, meta: {temporal: {workflow: {worker: worker}}}}
  - {name: charge, kind: function.lua, source: file://charge.lua, method: main, meta: {temporal: {activity: {worker: worker}}}}
  - {name: starts, kind: function.lua, source: file://starts.lua, method: main}
  - {name: terminal, kind: terminal.host}
  - {name: main, kind: process.lua, source: file://main.lua, method: main, modules: [io], meta: {command: {name: main}}}
`;

const FILES = {
  "order.lua": `
    local workflow, time, funcs = require("workflow"), require("time"), require("funcs")
    return function(order)
      local seen = {}
      workflow.on_query("seen", function(suffix) return { n = #seen, last = seen[#seen], suffix = suffix } end)
      workflow.on_query("fails", function()
        return nil, errors.new({ message = "no such item", kind = errors.NOT_FOUND })
      end)
      workflow.on_update("book", function(item)
        return nil, errors.new({ message = "no " .. item, kind = errors.NOT_FOUND, details = { item = 7 } })
      end)
      local adds = process.listen("add", { message = true })
      local inbox, events = process.inbox(), process.events()
      while true do
        local r = channel.select({ adds:case_receive(), inbox:case_receive(), events:case_receive() })
        if r.channel == events then
          return nil, errors.new({ message = "canceled by " .. order.id, kind = errors.CANCELED, details = { by = "test" } })
        elseif r.channel == adds then
          local n = r.value:payload():data()
          if type(n) ~= "number" then process.send(r.value:from(), "nak", "number expected")
          else
            process.send(r.value:from(), "ack")
            process.send(r.value:from(), "ok", n + 1)
          end
        elseif r.value:topic() == "finish" then
          return { id = order.id, seen = seen, first = seen[1] }
        elseif r.value:topic() == "work" then
          coroutine.spawn(function() time.sleep("1h") end)
          coroutine.spawn(function() funcs.call("app:charge", "always declined") end)
          process.spawn("app:child", "app:worker")
        else
          local from, values = r.value:from(), {}
          local payload = r.value:payload()
          seen[#seen + 1] = { topic = r.value:topic(), from = from, value = payload and payload:data() }
        end
      end
    end`,
  "child.lua": `return function() process.inbox():receive() end`,
  "broken.lua": `return function() local t = nil return t.field end`,
  "charge.lua":
    `return { main = function(why) return nil, errors.new({ message = why, kind = errors.UNAVAILABLE }) end }`,
  "starts.lua": `return { main = function(...)
      local pid, err = process.spawn("app:child", "app:worker")
      if err then return nil, err end
      assert(process.send(pid, "go"))
      return pid ~= nil
    end }`,
  "main.lua": `return { main = function()
      local pid, err = process.spawn("app:child", "app:worker")
      if err then return nil, err end
      assert(process.send(pid, "go"))
      require("io").print(pid ~= nil)
      return 4
    end }`,
};

interface Run {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder with the application, and the program on it: in this process, or the compiled file. */
async function scene(
  use: (lunation: (...args: string[]) => Promise<Run>, folder: string) => Promise<void>,
): Promise<void> {
  const queue = crypto.randomUUID();
  await using folder = await appFolder({ ...FILES, "_index.yaml": ENTRIES.replace("QUEUE", queue) });
  const lunation = (...args: string[]) =>
    runSpec({
      ...{ name: "commands", folder: folder.path, args, exit: 0, env: {}, stdin: "", writes: false, process: false },
    });
  await use(lunation, folder.path);
}

/** The same with a worker that runs. */
function served(use: (lunation: (...args: string[]) => Promise<Run>, folder: string) => Promise<void>): Promise<void> {
  return scene(async (lunation, folder) => {
    await using worker = new LunationProcess(["run", "--app", folder]);
    await worker.sees("Ctrl-C stops it");
    await use(lunation, folder);
    worker.kill("SIGTERM");
    equal(await worker.exitCode(), 0, worker.stderr);
  });
}

/** What a run that must succeed prints. */
function out({ exit, stdout, stderr }: Run): string {
  equal(exit, 0, stderr);
  return stdout;
}

Deno.test("commands talk to a workflow that exec --no-wait has started", async () => {
  await served(async (lunation) => {
    const id = `order ${crypto.randomUUID()}`;
    const start = ["exec", "app:order", JSON.stringify({ id }), "--id", id, "--no-wait"];
    const options = [
      "--option",
      "run_timeout=90s",
      "--option",
      'memo={"team":"a"}',
      "--option",
      "workflow.summary=try",
    ];
    const started = JSON.parse(out(await lunation(...start, ...options)));
    equal(started.pid, `{app:client@app:worker|${id}}`);
    equal(started.workflow_id, id);

    equal(
      out(await lunation("signal", id, "note", '{"text":"größer","n":12345678901234567890}')),
      `Sent the signal "note" to the workflow "${id}"\n`,
    );
    deepEqual(JSON.parse(out(await lunation("signal", id, "bare", "--json", "--run-id", started.run_id))), {
      workflow_id: id,
      run_id: started.run_id,
      signal: "bare",
    });
    equal(
      out(await lunation("query", id, "seen", '"!"')),
      '{"n":2,"last":{"topic":"bare","from":""},"suffix":"!"}\n',
    );
    equal(out(await lunation("update", id, "add", "41")), "42\n");

    const described = JSON.parse(out(await lunation("describe", id, "--json")));
    deepEqual([described.status, described.type, described.memo], ["running", "app:order", { team: "a" }]);
    const text = out(await lunation("describe", id));
    match(
      text,
      new RegExp(`^workflow +${id}\nrun +${started.run_id}\ntype +app:order\nqueue +\\S+\nstatus +running\n`),
    );

    const early = await lunation("result", id, "--no-wait");
    deepEqual([early.exit, early.stdout], [1, ""]);
    match(
      early.stderr,
      /^error: result of the workflow ".*" failed: it still runs \(Unavailable\)\nhelp: Leave out --no-wait/,
    );
    const again = await lunation(...start);
    deepEqual([again.exit, again.stdout], [1, ""]);
    match(
      again.stderr,
      /error: start of "app:order" failed: workflow ".*" has already been started \(AlreadyExists\)\nhelp: .*use_existing/,
    );
    const same = await lunation(...start, "--option", "id_conflict_policy=use_existing");
    equal(JSON.parse(out(same)).run_id, started.run_id);
    const result = lunation("result", id, "--json");
    out(await lunation("signal", id, "finish"));
    const expected =
      `{"id":"${id}","seen":[{"topic":"note","from":"","value":{"text":"größer","n":12345678901234567890}},` +
      `{"topic":"bare","from":""}],"first":{"topic":"note","from":"","value":{"text":"größer","n":12345678901234567890}}}\n`;
    equal(out(await result), expected);
    equal(out(await lunation("result", id, "--no-wait")), expected);
    match(out(await lunation("describe", id)), /\nstatus +completed\nstarted .*\nclosed /);
  });
});

Deno.test("what a workflow refuses comes with kind, message and details", async () => {
  await served(async (lunation) => {
    const id = crypto.randomUUID();
    out(await lunation("exec", "app:order", `{"id":"x"}`, "--id", id, "--no-wait"));
    const query = await lunation("query", id, "fails");
    deepEqual([query.exit, query.stdout], [1, ""]);
    equal(query.stderr, `error: query "fails" of the workflow "${id}" failed: no such item\n`);
    const update = await lunation("update", id, "book", '"pen"');
    deepEqual([update.exit, update.stdout], [1, ""]);
    match(
      update.stderr,
      /^error: update "book" of the workflow ".*" failed: no pen \(NotFound\)\n {2}details: {"item":7}\n/,
    );
    const json = await lunation("update", id, "book", '"pen"', "--json");
    const { kind, message, details } = JSON.parse(json.stderr).error;
    deepEqual({ kind, message, details }, { kind: "NotFound", message: "no pen", details: { item: 7 } });
    const unknown = await lunation("query", id, "sene");
    match(unknown.stderr, /^error: query "sene" of the workflow ".*" failed: unknown query type: sene\n/);
    const rejected = await lunation("update", id, "add", '"x"', "--json");
    deepEqual([rejected.exit, rejected.stdout], [1, ""]);
    equal(JSON.parse(rejected.stderr).error.message, "number expected");

    equal(out(await lunation("cancel", id, "--reason", "enough")), `Asked the workflow "${id}" to end\n`);
    const failed = await lunation("result", id);
    deepEqual([failed.exit, failed.stdout], [1, ""]);
    match(failed.stderr, new RegExp(`^error: workflow "${id}" failed: `));
    const failedJson = JSON.parse((await lunation("result", id, "--json")).stderr);
    equal(failedJson.error.kind, "Canceled");
  });
});

Deno.test("describe --follow tells each change until the end, describe all that is pending", async () => {
  await served(async (lunation, folder) => {
    const id = crypto.randomUUID();
    out(await lunation("exec", "app:order", `{"id":"x"}`, "--id", id, "--no-wait"));
    await using follower = new LunationProcess(["describe", id, "--follow", "--app", folder]);
    await follower.sees(" of app:order: running\n");
    out(await lunation("signal", id, "work"));
    await follower.sees("last failure: always declined (Unavailable)");
    const now = JSON.parse(out(await lunation("describe", id, "--json")));
    deepEqual(
      [now.timers.length, now.children.length, now.activities.length, now.activities[0].type],
      [1, 1, 1, "app:charge"],
    );
    ok(now.activities[0].attempt > 1);
    deepEqual(now.activities[0].last_failure.kind, "Unavailable");
    ok(Date.parse(now.timers[0].fires_at) > Date.now());
    const text = out(await lunation("describe", id));
    for (const header of ["ACTIVITY  TYPE", "TIMER  FIRES AT", "CHILD"]) ok(text.includes(`\n\n${header}`), text);
    const followed = lunation("describe", id, "--follow", "--json");
    equal(
      out(await lunation("terminate", id, "--reason", "test", "--json")),
      `{"workflow_id":"${id}","reason":"test"}\n`,
    );
    equal(await follower.exitCode(), 0, follower.stderr);
    match(follower.stdout, /^run \S+ of app:order: running\n/);
    match(
      follower.stdout,
      /\nactivity \S+: app:charge, \w+, attempt 2, last failure: always declined \(Unavailable\)\n/,
    );
    match(follower.stdout, /\ntimer \S+: fires at [^]*\nchild \S+: app:child\n[^]*run \S+ of app:order: terminated\n$/);
    equal(JSON.parse(out(await followed).trimEnd().split("\n").at(-1)!).status, "terminated");
    const terminated = await lunation("result", id);
    match(terminated.stderr, /failed: workflow terminated \(Canceled\)/);
  });
});

Deno.test("describe --follow shows the tables in place on a terminal, and what came of it on stdout", async () => {
  await served(async (lunation, folder) => {
    const id = crypto.randomUUID();
    out(await lunation("exec", "app:order", `{"id":"x"}`, "--id", id, "--no-wait"));
    const { host, written } = testHost({
      cwd: folder,
      terminal: { stdout: true, stderr: true },
      consoleSize: () => ({ columns: 120, rows: 40 }),
      env: { get: () => "1", toObject: () => ({}) },
    });
    const following = main(["describe", id, "--follow", "--app", folder], host);
    out(await lunation("signal", id, "work"));
    await until(() => Promise.resolve(/\n\nCHILD .*\n.*app:child/.test(written.stderr)));
    equal(written.stdout, "");
    out(await lunation("terminate", id));
    equal(await following, 0, written.stderr);
    match(written.stderr, /^workflow .*\nrun /);
    match(written.stderr, new RegExp(`${ESCAPE}\\[\\d+A\\r${ESCAPE}\\[0J$`), "the tables are taken away");
    match(written.stdout, /^workflow .*\nrun [^]*\nstatus +terminated\n/);
  });
});

Deno.test("describe tells what a workflow's code fails with while it is stuck", async () => {
  await served(async (lunation) => {
    const id = crypto.randomUUID();
    out(await lunation("exec", "app:broken", "--id", id, "--no-wait"));
    await until(async () => {
      const { status, task_failure: failure } = JSON.parse(out(await lunation("describe", id, "--json")));
      return status !== "running" || failure !== undefined;
    });
  });
});

Deno.test("a workflow that does not exist, one that is over, a wrong namespace and a server that is away each say so", async () => {
  await scene(async (lunation) => {
    for (
      const command of [
        ["signal", "none", "x"],
        ["query", "none", "x"],
        ["update", "none", "x"],
        ["cancel", "none"],
        ["terminate", "none"],
        ["describe", "none"],
        ["result", "none"],
      ]
    ) {
      const { exit, stdout, stderr } = await lunation(...command);
      deepEqual([exit, stdout], [1, ""], command.join(" "));
      match(
        stderr,
        /^error: .* the workflow "none" failed: there is no such workflow in the namespace "commands-\w+" of \S+ \(NotFound\)\nhelp: Correct the id/,
      );
    }
    const strange = await lunation("describe", "none", "--run-id", "no-run", "--json");
    equal(strange.exit, 1);
    ok(JSON.parse(strange.stderr).error.message, strange.stderr);

    const id = crypto.randomUUID();
    out(await lunation("exec", "app:order", "--id", id, "--no-wait"));
    out(await lunation("terminate", id));
    for (const command of [["signal", id, "x"], ["cancel", id], ["terminate", id], ["update", id, "x"]]) {
      const { exit, stderr } = await lunation(...command);
      equal(exit, 1);
      match(
        stderr,
        /^error: .* failed: the run \S+ has ended: terminated \(NotFound\)\nhelp: "lunation result /,
        command.join(" "),
      );
    }

    const lost = await lunation("describe", id, "-o", "app:client:namespace=elsewhere");
    match(
      lost.stderr,
      /^error: connection of the client "app:client" to \S+ failed: .*no namespace "elsewhere" \[unknown-namespace\] \(NotFound\)\nhelp: /,
    );
    const away = await lunation("describe", id, "--json", "-o", `app:client:address=127.0.0.1:${freePort(0)}`);
    equal(away.exit, 1);
    match(JSON.parse(away.stderr).error.message, /\[connection-refused\]$/);
  });
});

Deno.test("functions and commands of the application start workflows through a client that connects when they do", async () => {
  await scene(async (lunation) => {
    equal(out(await lunation("exec", "app:starts")), "true\n");
    const away = await lunation("exec", "app:starts", "-o", `app:client:address=127.0.0.1:${freePort(0)}`);
    deepEqual([away.exit, away.stdout], [1, ""]);
    match(
      away.stderr,
      /error: function "app:starts" failed: Cannot run "app:client": .*\[connection-refused\].* \(Unavailable\)\n/,
    );
    const off = ["-o", "app:worker:lifecycle.auto_start=false"];
    const { exit, stdout, stderr } = await lunation("run", "main", ...off);
    deepEqual([exit, stdout, stderr], [4, "true\n", ""]);
  });
});
