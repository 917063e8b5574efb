import { arithmetic, bitwiseOperation, floorDivide, modulo } from "../runtime/arithmetic.ts";
import { callable } from "../runtime/call.ts";
import { equal, lessOrEqual, lessThan, loopNumber } from "../runtime/compare.ts";
import { concat } from "../runtime/concat.ts";
import { LuaFrame } from "../runtime/frame.ts";
import { index, lengthOf, methodHolder, setIndex } from "../runtime/index.ts";
import { loopKind, trimmed } from "../runtime/iteration.ts";
import { Table } from "../runtime/table.ts";
import { enter, tick } from "../runtime/tick.ts";
import { typeNames } from "../types/type_names.ts";
import { first, isTrue, many, SUSPENDED } from "../runtime/value.ts";
import { refuse } from "../runtime/refuse.ts";
import { vm } from "../runtime/vm.ts";

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
