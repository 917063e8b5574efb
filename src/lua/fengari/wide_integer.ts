import { fromLatin1, isByteString, toLatin1 } from "../../base/mod.ts";
import { LuaError, type LuaValue, type NativeFunction, numberText, Userdata, type UserdataType } from "../api/mod.ts";

/**
 * An integer beyond ±2^53 in a state of fengari, whose numbers cannot hold it: it prints, compares and is passed on with
 * all its digits. Arithmetic with it is an error, which is better than a wrong value (docs/lua_compat.md).
 */
export class WideInteger extends Userdata {
  override readonly type: UserdataType = wideIntegerType;

  constructor(readonly value: bigint) {
    super();
  }
}

const wideIntegerType: UserdataType = {
  name: "Integer",
  methods: {},
  metamethods: {
    __add: refuse,
    __sub: refuse,
    __mul: refuse,
    __div: refuse,
    __mod: refuse,
    __pow: refuse,
    __unm: refuse,
    __idiv: refuse,
    __band: refuse,
    __bor: refuse,
    __bxor: refuse,
    __shl: refuse,
    __shr: refuse,
    __bnot: refuse,
    __concat: ([a, b]) => fromLatin1(textOf(a) + textOf(b)),
    __eq: ([a, b]) => a === b,
    __lt: compare((a, b) => a < b),
    __le: compare((a, b) => a <= b),
    __tostring: ([value]) => fromLatin1(textOf(value)),
  },
};

function refuse(operands: LuaValue[]): never {
  const integer = operands.find((operand) => typeof operand === "bigint");
  throw new LuaError(`integer ${integer} does not fit: lua.engine fengari calculates with no integers beyond 53 bits`);
}

/** JavaScript orders bigints and numbers together without rounding. */
function compare(operation: (a: number | bigint, b: number | bigint) => boolean): NativeFunction {
  return ([a, b]) => {
    if (!isNumber(a) || !isNumber(b)) throw new LuaError("attempt to compare an integer with another type");
    return operation(a, b);
  };
}

function isNumber(value: LuaValue): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Bytes, as characters of Latin-1. */
function textOf(value: LuaValue): string {
  if (isNumber(value)) return numberText(value);
  if (isByteString(value)) return toLatin1(value);
  throw new LuaError("attempt to concatenate an integer with another type");
}
