import { ORDER_FUNCTIONS } from "./order_generator.ts";
import { Random } from "./random.ts";
import { ScenarioGenerator } from "./scenario_generator.ts";
import { PATTERNS, type Type } from "./value_generator.ts";

/**
 * Generates a Lua program that ends and gives one string. Type annotations stand between ⟦ and ⟧, so that they can be
 * taken out for other implementations. All arithmetic stays on small integers, where all Luas agree.
 */
export function generateProgram(seed: number): string {
  return new ProgramGenerator(new Random(seed)).program();
}

class ProgramGenerator extends ScenarioGenerator {
  #depth = 0;
  #size = 0;
  /** How many statements it may have. */
  readonly #most = 20 + this.random.below(60);

  program(): string {
    const lines = [
      "local out = {}",
      "local function show(...) for i = 1, select('#', ...) do out[#out + 1] = tostring((select(i, ...))) end end",
      "local steps = 0",
      "local function tick() steps = steps + 1 if steps > 300 then error('enough', 0) end end",
      ...ORDER_FUNCTIONS,
      "local Point = {} Point.__index = Point",
      "function Point.new(x⟦: number⟧) return setmetatable({x = x}, Point) end",
      "function Point:add(n⟦: number?⟧) self.x = (self.x + n) % 1000 return self end",
      "Point.__add = function(a, b) return Point.new((a.x + (type(b) == 'table' and b.x or b)) % 1000) end",
      "Point.__eq = function(a, b) return a.x == b.x end Point.__lt = function(a, b) return a.x < b.x end",
      "Point.__le = function(a, b) return a.x <= b.x end Point.__len = function(p) return p.x end",
      "Point.__concat = function(a, b) return 'cat' end Point.__call = function(p, n) return p.x + n end",
      "Point.__tostring = function(p) return 'P' .. p.x end",
      "local ok, problem = pcall(function()",
      ...this.block(3 + this.random.below(6)),
      "end)",
      "show(ok, problem)",
      "return table.concat(out, '\\n')",
    ];
    return lines.join("\n");
  }

  #declare(type: Type, constant = false): string {
    const name = this.name();
    this.scopes.at(-1)?.push({ name, type, constant });
    return name;
  }

  protected override block(count: number): string[] {
    this.scopes.push([]);
    this.#depth++;
    const lines: string[] = [];
    for (let i = 0; i < count && this.#size < this.#most; i++) lines.push(...this.#statement());
    this.#depth--;
    this.scopes.pop();
    return lines;
  }

  #statement(): string[] {
    this.#size++;
    const random = this.random;
    const nested = this.#depth < 5;
    const choice = random.below(nested ? 28 : 10);
    if (choice < 3) return [this.#local()];
    if (choice < 5) return [this.#assignment()];
    if (choice < 8) return [`show(${this.list()})`];
    if (choice === 8) return [this.#tableStatement()];
    if (choice === 9) return [`show(pcall(function() ${this.#fault()} end))`];
    if (choice === 10) return this.#if();
    if (choice < 14) return this.#loop();
    if (choice < 16) return this.#function();
    if (choice === 16) return this.#coroutine();
    if (choice === 17) return this.#protected();
    if (choice === 18) return this.#jump();
    if (choice === 19) return ["do", ...this.block(3), "end"];
    if (choice === 20) return [this.#stringStatement()];
    if (choice === 21) return [this.#objectStatement()];
    if (choice === 22) return this.#sort();
    return choice === 23 ? this.#varargs() : this.scenario();
  }

  #local(): string {
    const type = this.random.pick<Type>(["number", "number", "string", "boolean", "table"]);
    const value = this.value(type);
    return `local ${this.#declare(type)}${this.annotation(type)} = ${value}`;
  }

  #assignment(): string {
    const type = this.random.pick<Type>(["number", "string", "boolean", "table"]);
    const targets = this.variables(type).filter(({ constant }) => !constant);
    if (targets.length === 0) return this.#local();
    const [a, b] = [this.random.pick(targets), this.random.pick(targets)];
    if (this.random.chance(30) && a !== b) return `${a.name}, ${b.name} = ${b.name}, ${this.value(type)}`;
    return `${a.name} = ${this.value(type)}`;
  }

  #tableStatement(): string {
    const random = this.random;
    const table = this.known("table", "out");
    if (table === "out") return `show(#${this.table()})`;
    switch (random.below(5)) {
      case 0:
        return `table.insert(${table}, ${this.number(1)})`;
      case 1:
        return `show(table.remove(${table}))`;
      case 2:
        return `${table}[#${table} + 1] = ${this.number(1)}`;
      case 3:
        return `${table}.n = ${this.number(1)} show(${table}.n, ${table}.missing)`;
      default:
        return `do local s = 0 for _, v in ipairs(${table}) do s = s + v end show(s, (unpack or table.unpack)(${table})) end`;
    }
  }

  /** Something that raises an error, for its message. */
  #fault(): string {
    const random = this.random;
    const unknown = `x${random.below(3)}`;
    return random.pick([
      `local ${unknown} ${unknown}.y = 1`,
      `local ${unknown} return ${unknown} + 1`,
      `return ${unknown}.y.z`,
      `${unknown}()`,
      `local t = {} t.f()`,
      `local t = {} t:m(1)`,
      `return #${this.number(1)}`,
      `return ${this.string(1)} < ${this.number(1)}`,
      `return {} .. "x"`,
      `return ${this.boolean(1)} + 1`,
      `error("E" .. ${this.number(1)})`,
      `error({})`.replace("{}", this.literal()),
      `error(${this.literal()}, 2)`,
      `local p = Point.new(1) return p.y.z`,
      `return Point.new(1) - 1`,
      `for i = 1, ${this.string(2)} .. "x" do end`,
    ]);
  }

  #if(): string[] {
    const lines = [`if ${this.boolean(0)} then`, ...this.block(3)];
    if (this.random.chance(40)) lines.push(`elseif ${this.boolean(0)} then`, ...this.block(2));
    if (this.random.chance(60)) lines.push("else", ...this.block(2));
    return [...lines, "end"];
  }

  #loop(): string[] {
    const random = this.random;
    const limit = 1 + random.below(5);
    const counter = this.name();
    const leave = random.chance(30) ? [`if ${this.boolean(0)} then break end`] : [];
    const body = () => ["tick()", ...this.block(3), ...leave];
    switch (random.below(4)) {
      case 0: {
        const step = random.pick(["", ", 2", ", -1"]);
        const [from, to] = step === ", -1" ? [limit, 1] : [1, limit];
        this.scopes.push([{ name: counter, type: "number", constant: true }]);
        const lines = [`for ${counter}${this.annotation("number")} = ${from}, ${to}${step} do`, ...body(), "end"];
        this.scopes.pop();
        return lines;
      }
      case 1:
        return [`local ${counter} = 0`, `while ${counter} < ${limit} do ${counter} = ${counter} + 1`, ...body(), "end"];
      case 2:
        return [
          `local ${counter} = 0`,
          `repeat ${counter} = ${counter} + 1`,
          ...body(),
          `until ${counter} >= ${limit}`,
        ];
      default: {
        const [key, value] = [this.name(), this.name()];
        this.scopes.push([{ name: key, type: "number", constant: true }]);
        const lines = [`for ${key}, ${value} in ipairs({${Array(limit).fill("7").join()}}) do`, ...body(), "end"];
        this.scopes.pop();
        return lines;
      }
    }
  }

  #function(): string[] {
    const [a, b] = [this.name(), this.name()];
    const open = (...params: string[]) =>
      this.scopes.push(params.map((name) => ({ name, type: "number", constant: false })));
    const name = this.name();
    const signature = `(${a}${this.annotation("number")}, ${b}${this.annotation("number")})${
      this.random.chance(20) ? "⟦: number⟧" : ""
    }`;
    open(a, b);
    const body = this.block(3);
    const result = this.number(0);
    this.scopes.pop();
    this.scopes.at(-1)?.push({ name, type: "function", constant: true });
    return [`local function ${name}${signature} tick() ${b} = ${b} or 1`, ...body, `return ${result} end`];
  }

  #coroutine(): string[] {
    const [name, value] = [this.name(), this.name()];
    const open = this.scopes.push([{ name: value, type: "number", constant: false }]);
    const first = this.block(2);
    const second = this.block(2);
    this.scopes.length = open - 1;
    const body = [
      `local ${name} = coroutine.wrap(function(${value})`,
      ...first,
      `${value} = coroutine.yield(${value}) or 3`,
    ];
    const end = [...second, `for i = 1, 2 do coroutine.yield(i + ${value}) end`, `return "end" end)`];
    return [...body, ...end, `show(${name}(1), ${name}(2), ${name}(), ${name}())`];
  }

  #protected(): string[] {
    const handler = this.random.chance(50) ? "" : `, function(m) return "H:" .. tostring(m) end`;
    const call = handler === "" ? "pcall" : "xpcall";
    const fault = this.random.chance(50) ? [this.#fault()] : [];
    const inner = [...this.block(3), ...fault.map((text) => `do ${text} end`)];
    return [`show(${call}(function()`, ...inner, `end${handler}))`];
  }

  #jump(): string[] {
    const [label, counter] = [`l${this.count++}`, this.name()];
    if (this.random.chance(50)) {
      const condition = this.boolean(0);
      const body = this.block(2);
      return [`for ${counter} = 1, 3 do`, `if ${condition} then goto ${label} end`, ...body, `::${label}:: end`];
    }
    const body = ["do tick()", ...this.block(2), "end"];
    return [
      "do",
      `local ${counter} = 0`,
      `::${label}::`,
      ...body,
      `${counter} = ${counter} + 1`,
      `if ${counter} < 3 then goto ${label} end`,
      "end",
    ];
  }

  #stringStatement(): string {
    const pattern = JSON.stringify(this.random.pick(PATTERNS));
    const text = this.string(0);
    return this.random.pick([
      `show(${text}:find(${pattern}))`,
      `show(${text}:match(${pattern}))`,
      `for w, x in ${text}:gmatch(${pattern}) do show(w, x) end`,
      `show(${text}:gsub(${pattern}, function(a, b) if b then return b .. a end end))`,
      `show(${text}:gsub(${pattern}, {a = "A", bc = 1}))`,
      `show(${text}:byte(1, 3))`,
      `show(tonumber(${text}))`,
    ]);
  }

  #objectStatement(): string {
    const [a, b] = [`Point.new(${this.number(1)})`, `Point.new(${this.number(1)})`];
    return this.random.pick([
      `show(${a} == ${b}, ${a} < ${b}, ${a} <= ${b}, ${a} ~= ${b})`,
      `show(${a} + ${b}, ${a} + 1, #${a}, ${a} .. "x", ${a}(5))`,
      `show(${a}:add(${this.number(1)}):add(2).x)`,
      `show(rawequal(${a}, ${a}), getmetatable(${a}) == Point, rawget(${a}, "add"))`,
    ]);
  }

  #sort(): string[] {
    const items = this.table().replace(/[,;]? ?(n|\["[^"]*"\]) = .*}/, "}");
    const name = this.#declare("table");
    const order = this.random.pick([
      "",
      ", function(a, b) return a > b end",
      ", function(a, b) return a % 10 < b % 10 or (a % 10 == b % 10 and a < b) end",
    ]);
    return [`local ${name} = ${items}`, `table.sort(${name}${order})`, `show(table.concat(${name}, " "))`];
  }

  #varargs(): string[] {
    const name = this.name();
    const body = this.block(1);
    return [
      `local function ${name}(...⟦: any⟧) tick() local first, second = ...`,
      ...body,
      `show(select("#", ...), first, second, (...)) return select(2, ...) end`,
      `show(${name}(${this.list()}), (${name}(1, 2, 3)))`,
      `show(#{${name}(1, 2, 3)}, ${name}())`,
    ];
  }
}
