import { IntegerGenerator } from "./integer_generator.ts";

const NUMBERS = ["a", "b", "c"] as const;
const TABLES = ["t", "u"] as const;
/** What a call does beside giving a value. */
const EFFECTS: readonly string[] = [
  "a = a + 1",
  "a, b = b, a",
  "b = c + 1",
  "c = a",
  "t = u",
  "t, u = u, t",
  "u = {7, 8, 9}",
  "t[a] = b",
  "t[a], a = a, b",
  "u[b], u = 5, t",
  "",
];

const RESULTS: readonly string[] = ["t", "u", "a, t", "b, c", ""];

/** Functions that generated statements call: what tables and other values say, the same everywhere. */
export const ORDER_FUNCTIONS: readonly string[] = [
  "local deep = 0",
  "local function plain(v) return type(v) == 'table' and 'T' or type(v) == 'function' and 'F' or tostring(v) end",
  "local function dump(v) if type(v) ~= 'table' then return plain(v) end",
  "local s = '' for i = 1, 9 do s = s .. ' ' .. plain(v[i]) end return s end",
  "local function each(...) for i = 1, select('#', ...) do show(plain((select(i, ...)))) end end",
];

/** Generates programs whose results show in which order the parts of a statement are evaluated. */
export abstract class OrderGenerator extends IntegerGenerator {
  /** Assignments, constructors and calls whose parts change each other, in variables of this function or of an outer one. */
  protected order(): string[] {
    const { random } = this;
    const inner = random.chance(50);
    const local = random.chance(80) ? "local " : "";
    const captured = random.chance(80);
    const effect = () => captured ? this.#effect() : "";
    const numbers = Array.from({ length: 3 }, () => 1 + random.below(3)).join();
    return [
      "do local ok, problem = pcall(function()",
      `deep = 0 ${local}a, b, c = ${numbers}`,
      `${local}t = {1, 2, 3} ${local}u = ${random.pick(["{4, 5, 6}", "t", "setmetatable({4}, {__index = t})"])}`,
      `local function f(n) show("f") ${effect()} return (tonumber(n) or 2) % 4 + 1 end`,
      `local function g(...) show("g", select("#", ...)) ${effect()} return ${random.pick(RESULTS)} end`,
      ...random.chance(40) ? [this.#watched()] : [],
      ...inner ? ["local function inner()"] : [],
      ...Array.from({ length: 1 + random.below(5) }, () => `tick() ${this.#statement()}`),
      ...inner ? ["end inner()"] : [],
      "show(plain(a), plain(b), plain(c), dump(t), dump(u)) end)",
      "show(ok, (tostring(problem):gsub('%s*%b()', ''))) end",
    ];
  }

  /** Metamethods may have the effect, too: they are not to run each other without end. */
  #effect(): string {
    return `if deep < 3 then deep = deep + 1 ${this.random.pick(EFFECTS)} deep = deep - 1 end`;
  }

  /** Lets metamethods tell of reads and writes. */
  #watched(): string {
    const effect = this.#effect();
    return `setmetatable(t, {__index = function(_, k) show("read", k) ${effect} return 1 end, __newindex = function(s, k, v) show("write", k) ${effect} if k ~= nil then rawset(s, k, v) end end, __add = function() show("add") ${effect} return 3 end, __eq = function() ${effect} return true end})`;
  }

  #statement(): string {
    const { random } = this;
    const count = 1 + random.below(3);
    switch (random.below(7)) {
      case 0:
        return `each(${this.#list(count)})`;
      case 1:
        return `local x, y = ${this.#list(count)} each(x, y)`;
      case 2:
        return `show(dump(${this.#literalTable(0)}))`;
      case 3:
        return `g(${this.#list(count)})`;
      default:
        return `${Array.from({ length: count }, () => this.#target()).join(", ")} = ${this.#list(count)}`;
    }
  }

  #target(): string {
    const { random } = this;
    if (random.chance(40)) return random.pick(NUMBERS);
    if (random.chance(15)) return random.pick(TABLES);
    return `${this.#tableValue(1)}[${this.#value(1)}]`;
  }

  /** About so many values. */
  #list(count: number): string {
    const { random } = this;
    const length = Math.max(1, count + random.below(3) - 1);
    return Array.from({ length }, () => random.chance(15) ? this.#tableValue(0) : this.#value(0)).join(", ");
  }

  #value(depth: number): string {
    const { random } = this;
    if (depth > 2 || random.chance(40)) return random.chance(80) ? random.pick(NUMBERS) : String(1 + random.below(5));
    const [a, b] = [this.#value(depth + 1), this.#value(depth + 1)];
    switch (random.below(11)) {
      case 0:
      case 1:
        return `f(${a})`;
      case 2:
        return `${this.#tableValue(depth + 1)}[${a}]`;
      case 3:
        return `(${a} ${random.pick(["+", "-", "<", "<=", "==", "~="])} ${b})`;
      case 4:
        return `${random.chance(50) ? `(${a})` : a} + ${b}`;
      case 5:
        return `(${a} ${random.pick(["and", "or"])} ${b})`;
      case 6:
        return `(g(${a}, ${b}))`;
      case 7:
        return `g(${a}, ${b})`;
      case 8:
        return `#(${a} .. ${b})`;
      case 9:
        return random.pick([`(not ${a})`, `(-${a})`]);
      default:
        return `(${this.#literalTable(depth + 1)})[${a}]`;
    }
  }

  #tableValue(depth: number): string {
    const { random } = this;
    if (depth > 2 || random.chance(60)) return random.pick([...TABLES, "(t)"]);
    return random.chance(50) ? `(g(${this.#value(depth + 1)}) or t)` : `(${this.#literalTable(depth + 1)})`;
  }

  #literalTable(depth: number): string {
    const { random } = this;
    const items = Array.from({ length: 1 + random.below(4) }, () => {
      const value = this.#value(depth + 1);
      return random.pick([
        value,
        value,
        `[${this.#value(depth + 1)}] = ${value}`,
        `[${1 + random.below(3)}] = ${value}`,
        `x = ${value}`,
      ]);
    });
    return `{${items.join(", ")}}`;
  }
}
