import assert from "node:assert/strict";
import { outside } from "./outside_programs.ts";

function withEnvironment<T>(values: Record<string, string>, run: () => T): T {
  const before = Object.keys(values).map((name) => [name, Deno.env.get(name)] as const);
  try {
    for (const [name, value] of Object.entries(values)) Deno.env.set(name, value);
    return run();
  } finally {
    for (const [name, value] of before) value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
  }
}

Deno.test("outside() finds a program on the path", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/lua5.3`, "#!/bin/sh\n", { mode: 0o755 });
    const lua = withEnvironment({ PATH: folder }, () => outside("lua5.3"));
    assert.deepEqual(lua, { path: `${folder}/lua5.3`, ignore: false });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("outside() ignores tests of a missing program, but not in CI", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/node`, "not executable", { mode: 0o644 });
    assert.equal(withEnvironment({ PATH: folder, CI: "" }, () => outside("node")).ignore, true);
    assert.throws(() => withEnvironment({ PATH: folder, CI: "true" }, () => outside("node")), /apt install nodejs/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
