import { arithmetic, bitwiseOperation, difference, floorDivide, modulo, product, sum } from "../support/arithmetic.ts";
import { callable } from "../support/call.ts";
import { equal, lessOrEqual, lessThan } from "../support/compare.ts";
import { concat } from "../support/concat.ts";
import { LuaFrame } from "../support/frame.ts";
import { index, lengthOf, methodHolder, setIndex } from "../support/index.ts";
import { loopKind, trimmed } from "../support/iteration.ts";
import { isWideLoop, loopNumber, loopValue, wideBounds } from "../support/loop.ts";
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
  difference,
  enter,
  equal,
  first,
  floorDivide,
  index,
  isTrue,
  isWideLoop,
  lengthOf,
  lessOrEqual,
  lessThan,
  loopKind,
  loopNumber,
  loopValue,
  many,
  methodHolder,
  modulo,
  product,
  refuse,
  setIndex,
  sum,
  tick,
  trimmed,
  typeNames,
  vm,
  wideBounds,
};
