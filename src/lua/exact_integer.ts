import type { NativeFunction } from "./native.ts";
import { typeName } from "./arguments.ts";
import { LuaError } from "./lua_error.ts";
import { numberText } from "./number_text.ts";
import { Userdata, type UserdataType } from "./userdata.ts";
import type { LuaValue } from "./value.ts";

/**
 * An integer beyond ±2^53 that came in as JSON: prints and encodes as its own digits, equals and orders exactly, while its
 * arithmetic gives a float (design.md §2).
 */
export class ExactInteger extends Userdata {
  override readonly type: UserdataType = exactIntegerType;

  constructor(readonly value: bigint) {
    super();
  }
}

const exactIntegerType: UserdataType = {
  name: "Integer",
  methods: {},
  metamethods: {
    __add: arithmetic((a, b) => a + b),
    __sub: arithmetic((a, b) => a - b),
    __mul: arithmetic((a, b) => a * b),
    __div: arithmetic((a, b) => a / b),
    __mod: arithmetic((a, b) => a - Math.floor(a / b) * b),
    __pow: arithmetic((a, b) => a ** b),
    __idiv: arithmetic((a, b) => Math.floor(a / b)),
    __unm: ([value]) => -toNumber(value),
    __concat: ([a, b]) => toText(a) + toText(b),
    __eq: ([a, b]) => a instanceof ExactInteger && b instanceof ExactInteger && a.value === b.value,
    __lt: ([a, b]) => exact(a) < exact(b),
    __le: ([a, b]) => exact(a) <= exact(b),
    __tostring: ([value]) => toText(value),
  },
};

function arithmetic(operation: (a: number, b: number) => number): NativeFunction {
  return ([a, b]) => operation(toNumber(a), toNumber(b));
}

function toNumber(value: LuaValue): number {
  return Number(exact(value));
}

/** The operand as it is compared: JavaScript orders bigints and numbers together without rounding. */
function exact(value: LuaValue): bigint | number {
  if (value instanceof ExactInteger) return value.value;
  if (typeof value === "number") return value;
  throw new LuaError(`attempt to perform arithmetic on a ${typeName(value)} value`);
}

function toText(value: LuaValue): string {
  if (typeof value === "string") return value;
  return value instanceof ExactInteger ? value.value.toString() : numberText(Number(exact(value)));
}
