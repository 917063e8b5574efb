import { deepEqual, equal } from "node:assert/strict";
import { leavesOf, toPlain, type Tree, treeAt, treeOf, treesTo, withoutKey, withTree } from "./tree.ts";

const RANGE = { file: "/x.yaml", line: 1, column: 1, endLine: 1, endColumn: 2 };
const SET = { type: "set" } as const;
const tree = treeOf({ map: { a: 1 }, list: [1, 2], text: "x", none: null }, RANGE);
const value: Tree = { range: RANGE, content: 9, origin: SET };

function plainWith(path: (string | number)[]): unknown {
  return toPlain(withTree(tree, path, value));
}

Deno.test("withTree() replaces and adds values, and shares all else", () => {
  deepEqual(plainWith(["map", "a"]), { map: { a: 9 }, list: [1, 2], text: "x", none: null });
  deepEqual(plainWith(["map", "b"]), { map: { a: 1, b: 9 }, list: [1, 2], text: "x", none: null });
  deepEqual(plainWith([]), 9);
  equal(treeAt(withTree(tree, ["map", "a"], value), ["list"]), treeAt(tree, ["list"]));
  deepEqual(toPlain(tree), { map: { a: 1 }, list: [1, 2], text: "x", none: null });
});

Deno.test("withTree() reaches the items of a list, and one behind them", () => {
  deepEqual((plainWith(["list", "1"]) as { list: unknown }).list, [1, 9]);
  deepEqual((plainWith(["list", 2]) as { list: unknown }).list, [1, 2, 9]);
  deepEqual((plainWith(["list", 5]) as { list: unknown }).list, { 5: 9 });
});

Deno.test("withTree() makes maps on the way, which come from where the value comes from", () => {
  const made = withTree(tree, ["text", "b", "c"], value);
  deepEqual(toPlain(treeAt(made, ["text"])!), { b: { c: 9 } });
  deepEqual(treesTo(made, ["text", "b", "c"]).map(({ origin }) => origin), [undefined, SET, SET, SET]);
});

Deno.test("withTree() takes names of members of objects for ordinary keys", () => {
  const plain = plainWith(["__proto__", "polluted"]) as object;
  deepEqual(Object.getOwnPropertyDescriptor(plain, "__proto__")?.value, { polluted: 9 });
  equal(({} as { polluted?: number }).polluted, undefined);
});

Deno.test("withoutKey() takes a key out of a map, and nothing else", () => {
  deepEqual(toPlain(withoutKey(tree, ["map", "a"])!), { map: {}, list: [1, 2], text: "x", none: null });
  for (const path of [["map", "b"], ["list", 0], ["text", "a"], ["gone", "a"], []]) {
    equal(withoutKey(tree, path), undefined);
  }
});

Deno.test("leavesOf() gives what holds neither maps nor lists, in order", () => {
  deepEqual([...leavesOf(tree, ["data"])].map(([path]) => path.join(".")), [
    ...["data.map.a", "data.list.0", "data.list.1", "data.text", "data.none"],
  ]);
});
