import type { Random } from "./random.ts";

/** The types of values that generated programs keep apart. */
export type Type = "number" | "string" | "boolean" | "table" | "function";

export interface Variable {
  readonly name: string;
  readonly type: Type;
  readonly constant: boolean;
}

const ANNOTATIONS: Readonly<Record<Type, readonly string[]>> = {
  number: ["number", "integer", "number?", "number | string"],
  string: ["string", "string?", "any"],
  boolean: ["boolean", "true | false"],
  table: ["{number}", "number[]", "{[any]: any}", "{n: number?, [number]: any}"],
  function: ["(number) -> number", "function", "(x: number, ...any) -> (number, string?)"],
};
const WORDS: readonly string[] = ["", "a", "bc", "x1 y2", "Hello", "a,b,,c", "%d", "10", "0x1f", "é", "key=val"];
export const PATTERNS: readonly string[] = [
  "%a+",
  "%d",
  "(%w)(%w?)",
  ".",
  "[^,]*",
  "^%s*",
  "x*",
  "%f[%w]%w+",
  "()b?",
  "(.-)=",
];

/** Generates the expressions of a program. */
export class ValueGenerator {
  protected readonly random: Random;
  protected readonly scopes: Variable[][] = [[]];
  protected count = 0;

  constructor(random: Random) {
    this.random = random;
  }

  protected name(): string {
    return `v${this.count++}`;
  }

  protected annotation(type: Type): string {
    return this.random.chance(30) ? `⟦: ${this.random.pick(ANNOTATIONS[type])}⟧` : "";
  }

  protected variables(type: Type): Variable[] {
    return this.scopes.flat().filter((variable) => variable.type === type);
  }

  protected list(): string {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.#shown()).join(", ");
  }

  /** A value whose text is the same everywhere. */
  #shown(): string {
    return this.value(this.random.pick<Type>(["number", "string", "boolean"]));
  }

  protected value(type: Type): string {
    switch (type) {
      case "number":
        return this.number(0);
      case "string":
        // Cut, so that texts do not double in every turn of a loop.
        return `(${this.string(0)}):sub(1, 60)`;
      case "boolean":
        return this.boolean(0);
      case "table":
        return this.table();
      case "function":
        return `function(x) return x + ${this.random.below(9)} end`;
    }
  }

  protected known(type: Type, otherwise: string): string {
    const variables = this.variables(type);
    return variables.length > 0 && this.random.chance(75) ? this.random.pick(variables).name : otherwise;
  }

  protected number(depth: number): string {
    const random = this.random;
    const literal = String(random.below(20) - 4);
    if (depth > 2 || random.chance(35)) return this.known("number", `(${literal})`);
    const [a, b] = [this.number(depth + 1), this.number(depth + 1)];
    switch (random.below(13)) {
      case 0:
        return `(${a} + ${b})`;
      case 1:
        return `(${a} - ${b})`;
      case 2:
        return `(${a} * ${b} % 1000)`;
      case 3:
        return `(${a} % ${1 + random.below(9)})`;
      case 4:
        return `(${a} // ${1 + random.below(9)})`;
      case 5:
        return `#${this.known("table", "{1, 2}")}`;
      case 6:
        return `#${this.string(depth + 1)}`;
      case 7:
        return `(${a} ${random.pick(["&", "|", "~"])} ${b})`;
      case 8:
        return `(${this.boolean(depth + 1)} and ${a} or ${b})`;
      case 9:
        return `(-${a})`;
      case 10:
        return this.#call(a, b);
      case 11:
        return `(${this.known("table", "({5})")}[${random.below(4)}] or ${a})`;
      default:
        return random.pick([`math.max(${a}, ${b})`, `math.abs(${a})`, `select("#", ${a}, nil, ${b})`, `(~${a})`]);
    }
  }

  #call(a: string, b: string): string {
    const functions = this.variables("function");
    return functions.length === 0 ? a : `(${this.random.pick(functions).name}(${a}, ${b}) % 1000)`;
  }

  protected literal(): string {
    return JSON.stringify(this.random.pick(WORDS));
  }

  protected string(depth: number): string {
    const random = this.random;
    if (depth > 2 || random.chance(35)) return this.known("string", `(${this.literal()})`);
    const text = this.string(depth + 1);
    switch (random.below(9)) {
      case 0:
        return `(${text} .. ${this.string(depth + 1)}):sub(1, 40)`;
      case 1:
        return `(${text} .. ${this.number(depth + 1)})`;
      case 2:
        return `${text}:${random.pick(["upper", "lower", "reverse"])}()`;
      case 3:
        return `${text}:sub(${random.below(7) - 3}, ${random.below(9) - 3})`;
      case 4:
        return `${text}:rep(${random.below(3)}, ${this.literal()})`;
      case 5:
        return `(${text}:gsub(${JSON.stringify(random.pick(PATTERNS))}, ${
          random.pick(['"<%0>"', '""', "string.upper"])
        }))`;
      case 6:
        return `string.format("%s|%5d|%-4s|%x", ${text}, ${this.number(depth + 1)}, ${text}, ${random.below(999)})`;
      case 7:
        return `tostring(${this.value(random.pick<Type>(["number", "boolean"]))})`;
      default:
        return `table.concat({${text}, ${this.number(depth + 1)}}, ${this.literal()})`;
    }
  }

  protected boolean(depth: number): string {
    const random = this.random;
    if (depth > 2 || random.chance(30)) return this.known("boolean", random.pick(["true", "false"]));
    const operator = random.pick(["<", "<=", ">", ">=", "==", "~="]);
    switch (random.below(4)) {
      case 0:
        return `(${this.number(depth + 1)} ${operator} ${this.number(depth + 1)})`;
      case 1:
        return `(${this.string(depth + 1)} ${operator} ${this.string(depth + 1)})`;
      case 2:
        return `(not ${this.boolean(depth + 1)})`;
      default:
        return `(${this.boolean(depth + 1)} ${random.pick(["and", "or"])} ${this.boolean(depth + 1)})`;
    }
  }

  protected table(): string {
    const random = this.random;
    const items = Array.from({ length: random.below(4) }, () => this.number(1));
    if (random.chance(30)) items.push(`n = ${this.number(1)}`);
    if (random.chance(20)) items.push(`[${this.literal()}] = ${this.number(1)}`);
    return `{${items.join(random.pick([", ", "; "]))}}`;
  }
}
