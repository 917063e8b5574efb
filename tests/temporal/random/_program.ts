import type { Plan } from "./_plan.ts";
import { type Act, STEPS } from "./_steps.ts";

/** A plan as a script, and what the world outside does meanwhile. */
export interface Program {
  readonly source: string;
  /** By a name for what each of them learns. */
  readonly acts: ReadonlyMap<string, Act>;
}

/** What every script begins with. */
const PRELUDE = `
local funcs, time, workflow = require("funcs"), require("time"), require("workflow")
local uuid, crypto = require("uuid"), require("crypto")
local calls = funcs.new():with_options({ ["activity.start_to_close_timeout"] = "30s" })
local nowhere = funcs.new():with_options({ ["activity.task_queue"] = "nobody polls this" })
local id = workflow.info().workflow_id
local ends = {}
local function effect(key, n) return calls:call("app:effect", id .. "/" .. key, n) end
local function same(value) return calls:call("app:echo", value) == value end
local function outcome(value, err) return err and err:kind() .. ": " .. err:message() or value end
local function end_of(pid)
  if not ends[pid] then ends[pid] = channel.new(1) end
  return ends[pid]
end
local function ended(pid) return (end_of(pid):receive()) end
`;

/** Makes the script of a plan. */
export function programOf(plan: Plan): Program {
  const acts = new Map<string, Act>();
  const runs = plan.map((strands, r) => {
    const begun = `run${r}`;
    const prepared: string[] = [];
    const bodies = strands.map((steps, s) => {
      const lines = steps.map(({ kind, n }, i) => {
        const place = { key: `r${r}s${s}n${i}`, n };
        const { lua, prepare, acts: actsOf } = STEPS[kind]!;
        prepared.push(prepare?.(place) ?? "");
        for (const [at, act] of (actsOf?.(place, begun) ?? []).entries()) acts.set(`${place.key}.${at}`, act);
        return `      do ${lua(place)} end -- ${kind}\n`;
      });
      return strandText(`r${r}s${s}`, lines.join(""));
    });
    return runText(begun, prepared.join(""), bodies, r + 1 < plan.length);
  });
  return { source: `${PRELUDE}\nlocal runs = {${runs.join(",")}}\n${MAIN}`, acts };
}

function strandText(name: string, steps: string): string {
  return `
    coroutine.spawn(function()
      local trail = {}
      trails["${name}"] = trail
      local function note(value) if value == nil then value = "nil" end trail[#trail + 1] = value end
${steps}      joined:send(true)
    end)`;
}

function runText(begun: string, prepared: string, strands: readonly string[], goesOn: boolean): string {
  return `
  function(trails)
    local joined = channel.new()${prepared}
    effect("${begun}", 0)${strands.join("")}
    for _ = 1, ${strands.length} do joined:receive() end
    return ${goesOn}
  end`;
}

const MAIN = `
return function(number, trails)
  number, trails = number or 1, trails or {}
  local events = process.events()
  coroutine.spawn(function()
    while true do
      local event = events:receive()
      end_of(event.from):send(event)
    end
  end)
  if runs[number](trails) then process.upgrade(nil, number + 1, trails) end
  return trails
end
`;
