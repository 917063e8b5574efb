import assert from "node:assert/strict";
import { inScene } from "../../tests/support/process_scene.ts";

Deno.test("process.registry names processes until they end", async () => {
  const got = await inScene(
    `
    local registry = process.registry
    local events = process.events()
    local pid = process.spawn_monitored("app:p", "app:host")
    local out = {
      registry.register("me"), registry.register("me"), registry.register("p", (pid:gsub("^{local@", "{")), registry.LOCAL),
      registry.lookup("me") == process.pid(), registry.lookup("p") == pid,
      registry.unregister("me"), registry.unregister("me"),
    }
    process.send("p", "go")
    events:receive()
    local _, err = registry.lookup("p")
    out[8] = err:kind() .. ": " .. err:message()
    return out
  `,
    { "app:p": 'process.listen("go"):receive()' },
  );
  assert.deepEqual(got, [true, true, true, true, true, true, false, "NotFound: name not registered"]);
});

Deno.test("process.registry refuses a taken name and wrong arguments", async () => {
  const got = await inScene(
    `
    local registry, out = process.registry, {}
    local function try(value, err)
      out[#out + 1] = err:kind() .. ": " .. err:message()
    end
    registry.register("taken", process.spawn("app:p", "app:host"))
    try(registry.register("taken"))
    try(registry.register(5))
    try(registry.register(""))
    try(registry.register("x", 5))
    try(registry.register("x", "nobody"))
    try(registry.register("x", nil, "local"))
    try(registry.register("x", nil, 7))
    local ended = process.spawn_monitored("app:ends", "app:host")
    process.events():receive()
    try(registry.register("x", ended))
    try(registry.register("x", "{elsewhere@app:host|0x1}"))
    try(registry.lookup("x"))
    try(registry.lookup(5))
    try(registry.unregister("x", 7))
    for i, text in ipairs(out) do out[i] = text:gsub("0x%x+", "0xN") end
    return out
  `,
    { "app:p": "process.inbox():receive()", "app:ends": "" },
  );
  assert.deepEqual(got, [
    'AlreadyExists: name "taken" is already registered',
    "Invalid: name must be a string",
    "Invalid: name cannot be empty",
    "Invalid: pid must be a string",
    'Invalid: invalid pid "nobody"',
    "Invalid: scope must be one of process.registry.LOCAL, EVENTUAL, CONSISTENT and STRONG",
    "Invalid: scope must be one of process.registry.LOCAL, EVENTUAL, CONSISTENT and STRONG",
    "NotFound: process {local@app:host|0xN} not found",
    "NotFound: process {elsewhere@app:host|0xN} not found",
    "NotFound: name not registered",
    "Invalid: name must be a string",
    "Invalid: scope must be one of process.registry.LOCAL, EVENTUAL, CONSISTENT and STRONG",
  ]);
});
