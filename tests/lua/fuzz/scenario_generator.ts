import { OrderGenerator } from "./order_generator.ts";
import type { Type } from "./value_generator.ts";

/** Generates statements that put several features of the language together. */
export abstract class ScenarioGenerator extends OrderGenerator {
  /** Statements in a scope of their own. */
  protected abstract block(count: number): string[];

  /** Statements that see these variables, too. */
  protected blockWith(count: number, variables: readonly (readonly [name: string, type: Type])[]): string[] {
    this.scopes.push(variables.map(([name, type]) => ({ name, type, constant: false })));
    const lines = this.block(count);
    this.scopes.pop();
    return lines;
  }

  protected scenario(): string[] {
    switch (this.random.below(12)) {
      case 10:
      case 11:
        return this.integers();
      case 8:
      case 9:
        return this.order();
      case 0:
        return this.#counters();
      case 1:
        return this.#proxy();
      case 2:
        return this.#subclass();
      case 3:
        return this.#producer();
      case 4:
        return this.#nestedCoroutines();
      case 5:
        return this.#manyValues();
      case 6:
        return this.#queue();
      default:
        return this.#retries();
    }
  }

  /** Closures that share a variable, and variables that are new in each turn of a loop. */
  #counters(): string[] {
    const [list, value] = [this.name(), this.name()];
    return [
      `local ${list} = {}`,
      `for i = 1, ${1 + this.random.below(4)} do tick() local ${value} = i * ${this.random.below(5)}`,
      `${list}[#${list} + 1] = function(n) ${value} = (${value} + n) % 100 return ${value} end`,
      `${list}[#${list} + 1] = function()`,
      ...this.blockWith(1, [[value, "number"]]),
      `return -${value} end end`,
      `for i = 1, #${list} do show(${list}[i](${this.number(1)}), ${list}[#${list}](1)) end`,
    ];
  }

  /** A table whose reads and writes, length and calls run functions. */
  #proxy(): string[] {
    const [proxy, key] = [this.name(), this.name()];
    const write = this.random.pick([
      "rawset(t, k, v)",
      "rawset(t, k, type(v) == 'number' and v + 1 or v)",
      "error(k, 0)",
    ]);
    return [
      `local ${proxy} = setmetatable({}, {__index = function(t, ${key})`,
      ...this.blockWith(1, []),
      `return tostring(${key}) .. ${this.literal()} end,`,
      `__newindex = function(t, k, v) show("write", k) ${write} end,`,
      `__len = function() return ${
        this.random.below(9)
      } end, __call = function(self, ...) return select("#", ...), ... end,`,
      `__unm = function() return ${this.literal()} end, __lt = function() return ${this.boolean(1)} end})`,
      `show(${proxy}.x, ${proxy}[${this.random.below(3)}], pcall(function() ${proxy}.x = ${
        this.number(1)
      } ${proxy}.x = 2 end))`,
      `show(#${proxy}, ${proxy}(${this.list()}))`,
      `show(-${proxy}, ${proxy} < ${proxy}, ${proxy}.x, rawget(${proxy}, "x") ~= nil)`,
    ];
  }

  #subclass(): string[] {
    const [base, derived, object] = [this.name(), this.name(), this.name()];
    return [
      `local ${base} = {} ${base}.__index = ${base}`,
      `function ${base}:get(n⟦: number?⟧) return (self.v or ${this.random.below(9)}) + (n or 0) end`,
      `local ${derived} = setmetatable({${
        this.random.chance(50) ? "v = 3" : ""
      }}, ${base}) ${derived}.__index = ${derived}`,
      `function ${derived}:twice(...) return self:get(...), ${base}.get(self) end`,
      `local ${object} = setmetatable({}, ${derived})`,
      `show(${object}:twice(${this.number(1)})) ${object}.v = ${this.number(1)}`,
      `show(${object}:get(), ${object}:twice(), ${object}.missing, pcall(function() return ${object}:missing() end))`,
    ];
  }

  /** A generic loop over a coroutine; leaving it early must do no harm. */
  #producer(): string[] {
    const [producer, item] = [this.name(), this.name()];
    return [
      `local function ${producer}(n) return coroutine.wrap(function() for i = 1, n do tick()`,
      ...this.blockWith(1, []),
      `coroutine.yield(i, i * ${this.random.below(5)}) end end) end`,
      `for ${item}, other in ${producer}(${1 + this.random.below(4)}) do show(${item}, other)`,
      ...this.blockWith(1, [[item, "number"]]),
      ...this.random.chance(40) ? [`if ${item} >= ${1 + this.random.below(3)} then break end`] : [],
      "end",
    ];
  }

  /** Yields across pcall and metamethods, from inner coroutines, and what is left of them after an error. */
  #nestedCoroutines(): string[] {
    const [outer, inner, value] = [this.name(), this.name(), this.name()];
    const fault = this.random.chance(40)
      ? `error(${this.literal()}, ${this.random.below(3)})`
      : "coroutine.yield('again')";
    return [
      `local ${inner} = coroutine.create(function(${value}) local other = coroutine.yield(${value} + 1)`,
      ...this.blockWith(1, [[value, "number"]]),
      `${fault} return other, "inner" end)`,
      `local ${outer} = coroutine.create(function(...)`,
      `show(pcall(function(...) show(coroutine.resume(${inner}, 1)) coroutine.yield(...) show(coroutine.resume(${inner}, 2)) ${
        this.random.pick(["", "error()", "error('E')"])
      } end, ...))`,
      `local t = setmetatable({}, {__add = function(a, b) return coroutine.yield(b) end, __index = function(t, k) return coroutine.yield(k) end})`,
      `show(t + ${this.number(1)}, t.key) for k in pairs({1, 2}) do coroutine.yield(k) end return "outer" end)`,
      `for i = 1, ${3 + this.random.below(6)} do`,
      `local _, value = coroutine.resume(${outer}, i, ${this.literal()})`,
      `show(coroutine.status(${outer}), type(value) == "table" or value) end`,
      `show(coroutine.status(${inner}), coroutine.status(${outer}))`,
    ];
  }

  /** Values in any number: cut, filled up, in tables, and passed on. */
  #manyValues(): string[] {
    const many = this.name();
    const at = this.random.below(7) - 3;
    return [
      `local function ${many}(n, ...) tick() if n <= 0 then return ... end return ${many}(n - 1, n, ...) end`,
      `do local a, b, c, d = ${this.number(1)}, ${many}(${this.random.below(4)})`,
      `show(a, b, c, d, (${many}(2)), ${many}(${this.random.below(4)}), ${many}(3, nil))`,
      `show(#{${many}(3), ${many}(2)}, #{${many}(3), (${many}(2))}, select("#", ${many}(${
        this.random.below(3)
      }), nil))`,
      `show(pcall(select, ${at}, ${many}(3))) show(table.unpack({${many}(4)}, ${1 + this.random.below(3)}, ${
        2 + this.random.below(3)
      }))`,
      `show(math.max(${many}(${
        1 + this.random.below(4)
      })), (table.pack or function(...) return {n = select("#", ...)} end)(${many}(2), nil).n)`,
      `do local t, i = {}, 1 i, t[i], t.x = i + 1, ${this.number(1)}, ${many}(2) show(i, t[1], t[2], t.x) end end`,
    ];
  }

  /** Inserting and removing anywhere, holes not included. */
  #queue(): string[] {
    const queue = this.name();
    const lines = [`local ${queue} = {${Array.from({ length: this.random.below(12) }, (_, i) => i).join()}}`];
    for (let i = this.random.below(6); i >= 0; i--) {
      const place = 1 + this.random.below(4);
      lines.push(this.random.pick([
        `show((pcall(table.insert, ${queue}, ${place}, ${this.number(1)})))`,
        `if #${queue} >= ${place} then show(table.remove(${queue}, ${place})) end`,
        `table.insert(${queue}, ${this.number(1)}) ${queue}[#${queue}] = nil`,
        `${queue}[#${queue} + 1], ${queue}[#${queue} + 2] = 8, 9`,
        `do local keys = {} for k, v in pairs(${queue}) do keys[#keys + 1] = k * 100 + v end table.sort(keys) show(table.concat(keys, ",")) end`,
        `show(table.concat(${queue}, ":", math.min(2, #${queue} + 1)), #${queue})`,
      ]));
    }
    return [...lines, `show(table.concat(${queue}, " "), next(${queue}) == nil)`];
  }

  /** Errors of all kinds, through handlers and rethrown. */
  #retries(): string[] {
    const attempts = this.name();
    const thrown = this.random.pick([
      "{code = n}",
      `${this.literal()} .. n`,
      "n",
      "nil",
      "setmetatable({}, {__tostring = function() return 'T' end})",
    ]);
    return [
      `local ${attempts} = 0`,
      `repeat ${attempts} = ${attempts} + 1 local n = ${attempts}`,
      `local ok, problem = pcall(function()`,
      ...this.blockWith(1, [["n", "number"]]),
      `if n < ${1 + this.random.below(4)} then error(${thrown}${
        this.random.pick(["", ", 0", ", 1", ", 2"])
      }) end return n end)`,
      `local kind = type(problem) show(ok, kind, kind == "table" and problem.code or kind == "string" and problem or kind == "number" and problem)`,
      `show(select("#", pcall(error)), xpcall(function() local x = nil; return x${
        this.random.pick([".y", "()", " + 1", "[1]"])
      } end, function(m) return (tostring(m):gsub("^.-:%d+:", "at")) end))`,
      `until ok or ${attempts} > 3`,
    ];
  }
}
