import { ValueGenerator } from "./value_generator.ts";

/** Where integers change their form, wrap, or have no float. */
const BORDERS: readonly string[] = [
  "0",
  "1",
  "-1",
  "3",
  "7",
  "10",
  "-16",
  "63",
  "64",
  "255",
  "0x7fffffff",
  "0x80000000",
  "0xffffffff",
  "-0x80000001",
  "16777619",
  "6364136223846793005",
  "0xcbf29ce484222325",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "-9007199254740992",
  "-9007199254740993",
  "4611686018427387904",
  "9223372036854775807",
  "-9223372036854775807",
  "math.mininteger",
  "(1 << 53)",
  "(-1 >> 11)",
];
/** Of these, only comparisons show: a whole float within ±2^53 prints as an integer. */
const FLOATS: readonly string[] = ["0.5", "-1.5", "2^53", "2^53 + 2", "-2^63", "2^63", "2^60", "1e300", "1/0", "0/0"];
/** A loop from one of these to a little above ends, without wrapping. */
const STARTS: readonly string[] = ["9007199254740990", "-9007199254740994", "9223372036854775790", "math.mininteger"];

/** Generates calculations at the borders of integers. */
export abstract class IntegerGenerator extends ValueGenerator {
  protected integers(): string[] {
    const { random } = this;
    const [a, b, c] = [this.name(), this.name(), this.name()];
    const names = [a, b, c];
    const lines = [`do local ${a}, ${b}, ${c} = ${names.map(() => random.pick(BORDERS)).join(", ")}`];
    if (random.chance(30)) lines.push(`local function swap() ${a}, ${b} = ${b}, ${c} return ${a} end swap()`);
    for (let i = 2 + random.below(5); i > 0; i--) lines.push(this.#statement(names));
    return [...lines, `show(${names.join(", ")}) end`];
  }

  #statement(names: readonly string[]): string {
    const { random } = this;
    const value = this.#integer(names, 0);
    const step = 1 + random.below(3);
    switch (random.below(7)) {
      case 0:
        return `show(pcall(function() ${random.pick(names)} = ${value} end))`;
      case 1: {
        const format = random.pick(["%d", "%x", "%5d|", "%X", "%i", "%q", "%.3d"]);
        return `show(pcall(function() return string.format("${format}", ${value}) end))`;
      }
      case 2: {
        const start = random.pick(STARTS);
        return `for i = ${start}, ${start} + ${random.below(7)}, ${step} do show(i, i + ${names[0]}) end`;
      }
      case 3:
        return `do local t = {[${random.pick(names)}] = 1} show(t[${this.#safe(names)}], t[${
          names[0]
        }], #tostring(next(t))) end`;
      case 4:
        return `show(pcall(function() return ${value} ${random.pick(["<", "<=", "==", "~=", ">", ">="])} ${
          random.chance(40) ? random.pick(FLOATS) : this.#integer(names, 1)
        } end))`;
      case 5:
        return `show(pcall(function() return ${
          random.pick(["math.type", "math.tointeger", "math.abs", "tostring", "math.floor", "tonumber"])
        }(${value}) end))`;
      default:
        return `show(pcall(function() return ${value}, ${this.#integer(names, 1)} end))`;
    }
  }

  #safe(names: readonly string[]): string {
    return this.random.chance(50) ? this.random.pick(names) : this.random.pick(BORDERS);
  }

  #integer(names: readonly string[], depth: number): string {
    const { random } = this;
    if (depth > 3 || random.chance(25)) return this.#safe(names);
    const [a, b] = [this.#integer(names, depth + 1), this.#integer(names, depth + 1)];
    switch (random.below(10)) {
      case 0:
        return `(- ${a})`;
      case 1:
        return `(~${a})`;
      case 2:
        return random.pick([`math.max(${a}, ${b})`, `math.min(${a}, ${b})`, `math.fmod(${a}, ${b})`]);
      case 3:
        return random.pick([`(math.ult(${a}, ${b}) and 1 or 0)`, `tonumber(tostring(${a}))`, `math.abs(${a})`]);
      default:
        return `(${a} ${random.pick(["+", "-", "*", "*", "//", "%", "&", "|", "~", "<<", ">>"])} ${b})`;
    }
  }
}
