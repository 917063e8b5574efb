import assert from "node:assert/strict";
import { parse } from "./parse.ts";
import type { TypeNode } from "./type_ast.ts";

/** The type of `type X = …`, in a form that shows how it was grouped. */
function typeOf(source: string): string {
  const { chunk, errors } = parse(`type X = ${source}`);
  assert.deepEqual(errors, [], source);
  const statement = chunk.body.statements[0];
  assert.ok(statement?.kind === "Type");
  return print(statement.type);
}

function print(node: TypeNode): string {
  const list = (nodes: readonly TypeNode[]) => nodes.map(print).join(",");
  switch (node.kind) {
    case "NamedType":
      return node.path.join(".") + (node.args.length > 0 ? `<${list(node.args)}>` : "");
    case "LiteralType":
      return JSON.stringify(node.value);
    case "ArrayType":
      return `array(${print(node.element)})`;
    case "OptionalType":
      return `optional(${print(node.inner)})`;
    case "ReadonlyType":
      return `readonly(${print(node.inner)})`;
    case "UnionType":
      return `union(${list(node.variants)})`;
    case "IntersectionType":
      return `both(${list(node.variants)})`;
    case "TypeofType":
      return `typeof(${node.expression.kind})`;
    case "AnnotatedType":
      return `${print(node.inner)}${node.annotations.map(({ name, args }) => `@${name}(${args})`).join("")}`;
    case "FunctionType": {
      const params = node.params.map(({ name, type }) => (name === undefined ? "" : `${name}:`) + print(type));
      if (node.rest !== undefined) params.push(`...${print(node.rest)}`);
      return `fn(${params.join(",")})->(${list(node.returns)})`;
    }
    case "RecordType": {
      const fields = node.fields.map((field) =>
        `${field.readonly ? "readonly " : ""}${field.name}${field.optional ? "?" : ""}:${print(field.type)}`
      );
      fields.push(...node.indexers.map(({ key, value }) => `[${print(key)}]:${print(value)}`));
      return `{${fields.join(",")}}`;
    }
  }
}

Deno.test("parse() reads types", () => {
  const cases: [string, string][] = [
    ["number", "number"],
    ["nil", "nil"],
    ["function", "function"],
    ["process.Message", "process.Message"],
    ["Box<number>", "Box<number>"],
    ["Map<string, Box<T>>", "Map<string,Box<T>>"],
    ["string?", "optional(string)"],
    ["A | B | nil", "union(A,B,nil)"],
    ["| 'a' | 'b'", 'union("a","b")'],
    ["A & B | C", "union(both(A,B),C)"],
    ["-3 | 4 | true", "union(-3,4,true)"],
    ["{string}", "array(string)"],
    ["any[][]", "array(array(any))"],
    ["string[]?", "optional(array(string))"],
    ["(A | B)[]", "array(union(A,B))"],
    ["{[string]: number}", "{[string]:number}"],
    ["{a: T, b?: U; ['k']: V, readonly c: W,}", "{a:T,b?:U,k:V,readonly c:W}"],
    ["{}", "{}"],
    ["{Name?}", "array(optional(Name))"],
    ["readonly {T}", "readonly(array(T))"],
    ["{readonly: T}", "{readonly:T}"],
    ["(A, B) -> R", "fn(A,B)->(R)"],
    ["() -> (R1, R2)", "fn()->(R1,R2)"],
    ["() -> ()", "fn()->()"],
    ["(x: number, ...: any) -> nil", "fn(x:number,...any)->(nil)"],
    ["(...string) -> T?", "fn(...string)->(optional(T))"],
    ["<T>(T) -> T", "fn(T)->(T)"],
    ["(A) -> (B) -> C", "fn(A)->(fn(B)->(C))"],
    ["typeof(x.y)", "typeof(Index)"],
    ["number @min(1) @max(10)", "number@min(1)@max(10)"],
    ["string @pattern('^a') | {age: integer @min(0)}", "union(string@pattern(^a),{age:integer@min(0)})"],
    ["{string @min_len(1)}", "array(string@min_len(1))"],
  ];
  for (const [source, expected] of cases) assert.equal(typeOf(source), expected, source);
});

Deno.test("parse() accepts annotations where the contract has them", () => {
  const sources = [
    "local x: number = 1",
    "local a: string, b: number? = f()",
    "local x: string\nf(x)",
    "local function f(x: T, y: U?, ...: V): (T, U?) return x, y end",
    "function M.f(input: {message: string?}): string return input.message end",
    "function f<T, U: Bound>(x: T): U return x end",
    "local g = function(): () end",
    "function h(): (number) -> string return tostring end",
    "function h(): {T} | nil return nil end",
    "for i: integer = 1, 2 do end for k: string, v: any in pairs(t) do end",
    "type Name = string; local type Other = Name",
    "type Box<T> = {value: T}\nlocal b: Box<number> = {value = 1}",
    "local s = x as string",
    "local s = (x :: any).y + z! * 2",
    "local s = f(x as number, y)",
    "return msg:from()!.name",
  ];
  for (const source of sources) assert.deepEqual(parse(source).errors, [], source);
});

Deno.test("parse() keeps the words of types usable as names", () => {
  const sources = [
    "local t = type(x) if type(x) == 'table' then end",
    "local t = {type = 'increment', as = 1, is = 2, typeof = 3, readonly = 4} t.type = t.as",
    "local type = type type = 3",
    "local as = 1\nlocal b = as\nas = 2\nas(b)",
    "local x = y\nas 'text'",
    "function t:is(readonly) return typeof(readonly) end",
  ];
  for (const source of sources) assert.deepEqual(parse(source).errors, [], source);
});

Deno.test("parse() tells a cast from a label", () => {
  const { chunk, errors } = parse("while a do\n  x = x + 1\n  ::continue::\nend\nlocal y = x ::number");
  assert.deepEqual(errors, []);
  const [loop, local] = chunk.body.statements;
  assert.ok(loop?.kind === "While" && local?.kind === "Local");
  assert.deepEqual(loop.body.statements.map(({ kind }) => kind), ["Assignment", "Label"]);
  assert.equal(local.values[0]?.kind, "Cast");
});

Deno.test("parse() reports faults in types", () => {
  const cases: [string, string][] = [
    ["type X = ", "Expected a type, found end of file"],
    ["local x: = 1", 'Expected a type, found "="'],
    ["type X = {a: }", 'Expected a type, found "}"'],
    ["type X = {a: T", 'Expected "}" to close "{", found end of file'],
    ["type X = (A, B)", 'Expected "->", found end of file'],
    ["type X = Box<number", 'Expected ">" to close "<", found end of file'],
    ["type X = number @min(x)", 'Expected a number, string or boolean, found "x"'],
    ["function f<T(x) end", 'Expected ">" to close "<", found "("'],
  ];
  for (const [source, message] of cases) {
    assert.deepEqual(parse(source).errors.map((error) => error.message), [message], source);
  }
});
