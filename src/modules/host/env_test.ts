import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { runLua } from "../../../tests/support/lua_runner.ts";
import { AppError, type Data, type Environment, toByteString } from "../../base/mod.ts";

/** Answers with what it was asked. */
function recording(answers: Partial<Environment> = {}) {
  const asked: unknown[][] = [];
  const environment: Environment = {
    get: (name, namespace) => (asked.push(["get", name, namespace]), Promise.resolve("value")),
    set: (name, value, namespace) => (asked.push(["set", name, value, namespace]), Promise.resolve()),
    all: () => (asked.push(["all"]), Promise.resolve(new Map([["B", "2"], ["A", "ä"]]))),
    ...answers,
  };
  return { environment, asked };
}

function run(body: string, environment?: Environment): Promise<Data | undefined> {
  return runLua(`local env = require("env") ${body}`, [], { resources: { environment } });
}

const describe =
  "return tostring(v) .. ' ' .. tostring(err) .. ' ' .. tostring(err and err:kind()) .. ' ' .. tostring(err and err:retryable())";

Deno.test("env.get() gives the value and asks in the namespace of the entry", async () => {
  const { environment, asked } = recording();
  equal(await run('return env.get("KÄY")', environment), "value");
  deepEqual(asked, [["get", "KÄY", "test"]]);
});

Deno.test("env.set() writes and returns true", async () => {
  const { environment, asked } = recording();
  equal(await run('return env.set("KEY", "välue")', environment), true);
  equal(await run('return env.set("KEY", 5)', environment), true);
  deepEqual(asked, [["set", "KEY", "välue", "test"], ["set", "KEY", "5", "test"]]);
});

Deno.test("env.get_all() gives a table of all values", async () => {
  const { environment } = recording();
  equal(await run("local all = env.get_all() return all.B .. #all.A", environment), "22");
});

Deno.test("env functions return errors with their kinds", async () => {
  for (
    const [kind, message] of [["NotFound", "environment variable not found: Ä"], [
      "PermissionDenied",
      "storage is read-only",
    ]]
  ) {
    const fail = () => Promise.reject(new AppError(message!, { kind: kind!, retryable: false }));
    const { environment } = recording({ get: fail, set: fail, all: fail });
    for (const call of ['get("X")', 'set("X", "")', "get_all()"]) {
      equal(
        await run(`local v, err = env.${call} ${describe}`, environment),
        `nil ${toByteString(message!)} ${kind} false`,
      );
    }
  }
});

Deno.test("env functions refuse an empty key", async () => {
  const { environment, asked } = recording();
  for (const call of ['get("")', 'set("", "x")']) {
    equal(await run(`local v, err = env.${call} ${describe}`, environment), "nil empty key Invalid false");
  }
  deepEqual(asked, []);
});

Deno.test("env functions raise an error for arguments that are no text", async () => {
  const { environment } = recording();
  for (const call of ["get()", "get(nil)", "get({})", "get(true)", 'set("X")', 'set("X", {})', 'set(nil, "x")']) {
    await rejects(
      run(`return env.${call}`, environment),
      (error: AppError) => /bad argument #[12] to '[gs]et'/.test(error.message),
    );
  }
});

Deno.test("env functions fail where there is no environment", async () => {
  match(
    String(await run(`local v, err = env.get("X") ${describe}`)),
    /^nil there is no environment here Internal false$/,
  );
});

Deno.test("the env module hands on bugs of ours as they are", async () => {
  const { environment } = recording({ get: () => Promise.reject(new RangeError("bug")) });
  await rejects(run('local v, err = env.get("X") return "caught"', environment), { kind: "Internal", message: "bug" });
});
