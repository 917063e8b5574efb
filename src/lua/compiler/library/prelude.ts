import { compile } from "../code/compile.ts";
import { metamethod } from "../runtime/metatable.ts";
import { raise } from "../runtime/raised.ts";
import { Table } from "../runtime/table.ts";
import { callValue } from "../runtime/call.ts";
import { first, type Fn } from "../runtime/value.ts";

/**
 * Library functions that call functions of the script. They are written in Lua, so that those can wait, be preempted and
 * recurse like all others; positions and tracebacks leave them out.
 */
const SOURCE = `
local fail, handlerOf = fail, handlerOf
local prelude = {}

-- The text that a handler of __tostring gives.
function prelude.textBy(handler, value)
  local text = handler(value)
  if isText(text) then return text end
  return fail("'__tostring' must return a string")
end

-- Replaces those of the arguments that have a text handler by their texts, and passes all of them on.
function prelude.withTexts(receive, count, ...)
  local values = {...}
  for i = 1, count do
    local handler = handlerOf(values[i])
    if handler then values[i] = prelude.textBy(handler, values[i]) end
  end
  return receive(spread(values, count))
end

function prelude.pairsBy(handler, value)
  local iterator, subject, control = handler(value)
  return iterator, subject, control
end

-- The iterator of ipairs for values with a metatable.
function prelude.nextIndex(subject, position)
  position = position + 1
  local value = subject[position]
  if value ~= nil then return position, value end
end

local function replaceOne(replace, put, capture, ...)
  if capture == nil then return false end
  put((replace(capture, ...)))
  return true
end

-- string.gsub: advance gives the captures of the next match, put takes what stands in its place.
function prelude.replaceAll(advance, put, finish, replace)
  while replaceOne(replace, put, advance()) do end
  return finish()
end

function prelude.reader(subject)
  return function(key) return subject[key] end
end

function prelude.ascending(left, right)
  return left < right
end

-- Sorts the items 1 to count in place. The comparisons depend on the number of items and on the answers only.
function prelude.sort(items, count, less)
  local from, to = {}, {}
  for i = 1, count do from[i] = items[i] end
  local width = 1
  while width < count do
    for start = 1, count, 2 * width do
      local middle, stop = start + width, start + 2 * width
      if middle > count + 1 then middle = count + 1 end
      if stop > count + 1 then stop = count + 1 end
      local left, right = start, middle
      for i = start, stop - 1 do
        if left >= middle or (right < stop and less(from[right], from[left])) then
          to[i] = from[right]
          right = right + 1
        else
          to[i] = from[left]
          left = left + 1
        end
      end
    end
    from, to = to, from
    width = 2 * width
  end
  for i = 1, count do items[i] = from[i] end
end

return prelude
`;

const primitives = Table.library({
  fail: (message) => {
    throw raise(String(message));
  },
  handlerOf: (value) => metamethod(value, "__tostring"),
  isText: (value) => typeof value === "string" || typeof value === "number",
  spread: (values, count) => Array.from({ length: Number(count) }, (_, i) => (values as Table).rawGet(i + 1)),
});

let functions: Table | undefined;

/** A function of the library that is written in Lua; all states share it. */
export function preludeFunction(name: string): Fn {
  functions ??= load();
  return functions.rawGet(name) as Fn;
}

function load(): Table {
  const chunk = compile(SOURCE, { entryId: "lua", file: "prelude" }, { hidden: true });
  return first(callValue(chunk.main(primitives))) as Table;
}
