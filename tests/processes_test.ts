import { deepEqual, equal, match } from "node:assert/strict";
import { appFolder } from "./support/app_folder.ts";
import { LunationProcess } from "./support/lunation_process.ts";

const OBEDIENT = `
      return function(...)
        print("begins", ...)
        local e = process.events():receive()
        print(process.id() .. " got " .. e.kind)
        return "done"
      end`;

const STUBBORN = `
      return function()
        print("begins")
        process.inbox():receive()
      end`;

/** The same, told on the terminal: its records are off. */
const STUBBORN_ON_TERMINAL = STUBBORN.replace("print(", "io.print(");

/** An application whose service runs on a host with one more process. */
function application(other: string) {
  return appFolder({
    "_index.yaml": `namespace: app
entries:
  - {name: terminal, kind: terminal.host, lifecycle: {stop_timeout: 500ms}}
  - {name: host, kind: process.host, lifecycle: {stop_timeout: 500ms}}
  - name: service
    kind: process.service
    process: served
    host: host
    input: [7, {deep: [true]}]
    lifecycle: {auto_start: true, restart: {initial_delay: 1ms}}
  - name: served
    kind: process.lua
    source: |
      return function(n, t)
        assert(n == 7 and t.deep[1])
        process.spawn("app:other", "app:host", "by the service")
        print("serves")
        local e = process.events():receive()
        print(process.id() .. " got " .. e.kind)
      end
  - name: other
    kind: process.lua
    meta: {command: {name: other}}
    modules: [io]
    source: |${other}
`,
  });
}

Deno.test("SIGTERM with running processes: CANCEL for all, what needs a host before the host, nothing left", async () => {
  await using app = await application(OBEDIENT);
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("begins by the service");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  match(
    run.stderr,
    /app:served got pid\.cancel[^]*"app:service" is stopped\n[^]*app:other got pid\.cancel[^]*"app:host" is stopped\n/,
  );
  match(run.stderr, /Stopped; nothing was cut\n$/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("SIGTERM with a process that does not end: it is ended after the grace, and told", async () => {
  await using app = await application(STUBBORN);
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees("begins");
  run.kill("SIGTERM");
  equal(await run.exitCode(), 3, run.stderr);
  match(run.stderr, /Stopped with work cut:\n {2}app:host: process "app:other" \{local@app:host\|0x[0-9a-f]+\}\n$/);
  deepEqual(await run.leftovers(), []);
});

Deno.test("a command is asked to end by a signal, and its result counts", async () => {
  await using app = await application(OBEDIENT);
  await using run = new LunationProcess(["run", "--app", app.path, "--log-level", "info", "other", "a"]);
  await run.sees("begins a");
  run.kill("SIGINT");
  equal(await run.exitCode(), 0, run.stderr);
  equal(run.stdout, "done\n");
  deepEqual(await run.leftovers(), []);
});

Deno.test("a command that is interrupted says what it waits for, though it writes no records", async () => {
  await using app = await application(STUBBORN_ON_TERMINAL);
  await using run = new LunationProcess(["run", "--app", app.path, "other"]);
  await run.sees("begins");
  run.kill("SIGTERM");
  await run.sees('for the process "app:other" to end; a second Ctrl-C or SIGTERM ends it at once\n');
  run.kill("SIGTERM");
  equal(await run.exitCode(), 1, run.stderr);
  deepEqual(await run.leftovers(), []);
});

Deno.test("a command that does not end when asked is ended after the grace: exit 3", async () => {
  await using app = await application(STUBBORN);
  await using run = new LunationProcess(["run", "--app", app.path, "--log-level", "info", "other"]);
  await run.sees("begins");
  run.kill("SIGINT");
  equal(await run.exitCode(), 3, run.stderr);
  match(run.stderr, /app:terminal: process "app:other" /);
  deepEqual(await run.leftovers(), []);
});

Deno.test("a service that fails is started again, one that returns is not", async () => {
  await using app = await appFolder({
    "_index.yaml": `namespace: app
entries:
  - {name: host, kind: process.host}
  - name: failing
    kind: process.service
    process: fails
    host: host
    lifecycle: {auto_start: true, startup: optional, restart: {initial_delay: 1ms, max_delay: 1ms, max_attempts: 3}}
  - name: returning
    kind: process.service
    process: returns
    host: host
    lifecycle: {auto_start: true}
  - name: fails
    kind: process.lua
    source: |
      return function() print("tries") error("broken") end
  - name: returns
    kind: process.lua
    source: |
      return function() print("works") end
`,
  });
  await using run = new LunationProcess(["run", "--app", app.path]);
  await run.sees('Gave up on "app:failing"');
  run.kill("SIGTERM");
  equal(await run.exitCode(), 0, run.stderr);
  equal(run.stderr.match(/INFO {2}tries/g)?.length, 3, run.stderr);
  equal(run.stderr.match(/INFO {2}works/g)?.length, 1, run.stderr);
  match(run.stderr, /Process "app:returns" has done its work/);
});
