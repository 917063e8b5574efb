-- A JSON writer and reader in Lua.
local function write(value)
  if type(value) ~= "table" then return type(value) == "string" and '"' .. value .. '"' or tostring(value) end
  local parts = {}
  if #value > 0 then
    for i, item in ipairs(value) do parts[i] = write(item) end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  for _, key in ipairs({"id", "name", "tags"}) do
    if value[key] ~= nil then parts[#parts + 1] = '"' .. key .. '":' .. write(value[key]) end
  end
  return "{" .. table.concat(parts, ",") .. "}"
end
local read
local function readString(text, at)
  local _, last, body = text:find('^"([^"]*)"', at)
  return body, last + 1
end
local function readList(text, at)
  local list = {}
  at = at + 1
  while text:sub(at, at) ~= "]" do
    list[#list + 1], at = read(text, at)
    if text:sub(at, at) == "," then at = at + 1 end
  end
  return list, at + 1
end
local function readObject(text, at)
  local object, key = {}, nil
  at = at + 1
  while text:sub(at, at) ~= "}" do
    key, at = readString(text, at)
    object[key], at = read(text, at + 1)
    if text:sub(at, at) == "," then at = at + 1 end
  end
  return object, at + 1
end
function read(text, at)
  local first = text:sub(at, at)
  if first == "{" then return readObject(text, at) end
  if first == "[" then return readList(text, at) end
  if first == '"' then return readString(text, at) end
  local _, last = text:find("^-?[%d.]+", at)
  return tonumber(text:sub(at, last)), last + 1
end
local items = {}
for i = 1, 200 do items[i] = {id = i, name = "name" .. i, tags = {"a", "b", i % 7}} end
local sum = 0
for _ = 1, 20 do
  local text = write(items)
  local copy = read(text, 1)
  sum = sum + #text + copy[200].id + copy[13].tags[3]
end
return sum
