import { parse } from "../../syntax/mod.ts";
import { compile } from "../code/compile.ts";
import { metamethod } from "../support/metatable.ts";
import { badArgument, raise } from "../support/raised.ts";
import { integerAt, stringAt } from "./arguments.ts";
import { Table } from "../support/table.ts";
import { callValue } from "../support/call.ts";
import { first, type Fn } from "../support/value.ts";

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

local function measured(items)
  local count = #items
  if not isCount(count) then fail("object length is not an integer") end
  if count > 10000000 then fail("table is too large") end
  return count
end

-- The functions of the table library for tables with a metatable; the number of arguments comes first.

function prelude.tableInsert(given, items, position, value)
  local count = measured(items)
  if given == 2 then
    items[count + 1] = position
    return
  end
  if given ~= 3 then fail("wrong number of arguments to 'insert'") end
  position = integer(position, 2, "insert")
  if position < 1 or position > count + 1 then refuse(2, "insert", "position out of bounds") end
  for i = count, position, -1 do items[i + 1] = items[i] end
  items[position] = value
end

function prelude.tableRemove(given, items, position)
  local count = measured(items)
  position = given == 1 and count or integer(position, 2, "remove")
  if given ~= 1 and count + 1 ~= position and (position < 1 or position > count + 1) and (count > 0 or position ~= 0) then
    refuse(2, "remove", "position out of bounds")
  end
  local value = items[position]
  for i = position, count - 1 do items[i] = items[i + 1] end
  items[position > count and position or count] = nil
  return value
end

function prelude.tableConcat(given, items, separator, first, last)
  separator = separator == nil and "" or text(separator, 2, "concat")
  first = first == nil and 1 or integer(first, 3, "concat")
  last = last == nil and measured(items) or integer(last, 4, "concat")
  local result = ""
  for i = first, last do
    local item = items[i]
    if not isText(item) then fail("invalid value (at index " .. i .. ") in table for 'concat'") end
    result = result .. item
    if i < last then result = result .. separator end
  end
  return result
end

function prelude.tableUnpack(given, items, first, last)
  first = first == nil and 1 or integer(first, 2, "unpack")
  last = last == nil and measured(items) or integer(last, 3, "unpack")
  if last - first >= 50000 then fail("too many results to unpack") end
  local values = {}
  for i = first, last do values[i - first + 1] = items[i] end
  return spread(values, last < first and 0 or last - first + 1)
end

function prelude.tableMove(items, first, last, at, target)
  if at > last or at <= first or items ~= target then
    for i = 0, last - first do target[at + i] = items[first + i] end
  else
    for i = last - first, 0, -1 do target[at + i] = items[first + i] end
  end
  return target
end

function prelude.tableSort(given, items, less)
  return prelude.sort(items, measured(items), less or prelude.ascending)
end

return prelude
`;

const primitives = Table.library({
  integer: (value, position, name) => integerAt(value, Number(position), String(name)),
  isCount: (value) => Number.isInteger(value),
  refuse: (position, name, problem) => {
    throw badArgument(Number(position), String(name), String(problem));
  },
  text: (value, position, name) => stringAt(value, Number(position), String(name)),
  fail: (message) => {
    throw raise(String(message));
  },
  handlerOf: (value) => metamethod(value, "__tostring"),
  isText: (value) => typeof value === "string" || typeof value === "number" || typeof value === "bigint",
  spread: (values, count) => Array.from({ length: Number(count) }, (_, i) => (values as Table).rawGet(i + 1)),
});

let functions: Table | undefined;

/** A function of the library that is written in Lua; all states share it. */
export function preludeFunction(name: string): Fn {
  functions ??= load();
  return functions.rawGet(name) as Fn;
}

function load(): Table {
  const main = compile(parse(SOURCE), { entryId: "lua", file: "prelude" }, { hidden: true });
  return first(callValue(main(primitives))) as Table;
}
