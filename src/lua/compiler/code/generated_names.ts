import { arithmetic, bitwiseOperation, floorDivide, modulo } from "../support/arithmetic.ts";
import { callable } from "../support/call.ts";
import { equal, lessOrEqual, lessThan, loopNumber } from "../support/compare.ts";
import { concat } from "../support/concat.ts";
import { LuaFrame } from "../support/frame.ts";
import { index, lengthOf, methodHolder, setIndex } from "../support/index.ts";
import { loopKind, trimmed } from "../support/iteration.ts";
import { Table } from "../support/table.ts";
import { enter, tick, vm } from "../support/vm.ts";
import { typeNames } from "../types/type_value.ts";
import { first, isTrue, many, SUSPENDED } from "../support/value.ts";
import { refuse } from "../support/raised.ts";

/** What generated code can use, by the names that it uses. */
export const generatedNames = {
  S: SUSPENDED,
  LuaFrame,
  Table,
  arithmetic,
  bitwiseOperation,
  callable,
  concat,
  enter,
  equal,
  first,
  floorDivide,
  index,
  isTrue,
  lengthOf,
  lessOrEqual,
  lessThan,
  loopKind,
  loopNumber,
  many,
  methodHolder,
  modulo,
  refuse,
  setIndex,
  tick,
  trimmed,
  typeNames,
  vm,
};
