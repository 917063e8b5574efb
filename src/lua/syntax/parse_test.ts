import assert from "node:assert/strict";
import { parse } from "./parse.ts";
import type { Expression } from "./ast.ts";

/** The chunk's first expression: what `return` gives. */
function expressionOf(source: string): Expression {
  const { chunk, errors } = parse(`return ${source}`);
  assert.deepEqual(errors, []);
  const statement = chunk.body.statements[0];
  assert.ok(statement?.kind === "Return" && statement.values[0] !== undefined);
  return statement.values[0];
}

/** Operators in prefix form, which shows how an expression was grouped. */
function group(node: Expression): string {
  if (node.kind === "Binary") return `(${node.operator} ${group(node.left)} ${group(node.right)})`;
  if (node.kind === "Unary") return `(${node.operator} ${group(node.operand)})`;
  if (node.kind === "Parenthesized") return `[${group(node.inner)}]`;
  if (node.kind === "Name") return node.name;
  if (node.kind === "Number" || node.kind === "String") return String(node.value);
  return node.kind;
}

function accepts(source: string): void {
  assert.deepEqual(parse(source).errors, [], source);
}

function messages(source: string): string[] {
  return parse(source).errors.map(({ message, start }) => `${start.line}:${start.column} ${message}`);
}

Deno.test("parse() groups operators by precedence and associativity", () => {
  const cases: [string, string][] = [
    ["a + b * c", "(+ a (* b c))"],
    ["a - b - c", "(- (- a b) c)"],
    ["a .. b .. c", "(.. a (.. b c))"],
    ["a ^ b ^ c", "(^ a (^ b c))"],
    ["-a ^ b", "(- (^ a b))"],
    ["2 ^ -3", "(^ 2 (- 3))"],
    ["not a == b", "(== (not a) b)"],
    ["a or b and c", "(or a (and b c))"],
    ["a < b == c", "(== (< a b) c)"],
    ["a | b ~ c & d << 1", "(| a (~ b (& c (<< d 1))))"],
    ["a .. b + c", "(.. a (+ b c))"],
    ["#a + ~b", "(+ (# a) (~ b))"],
    ["(a + b) * c", "(* [(+ a b)] c)"],
    ["a // b % c", "(% (// a b) c)"],
    ["a >= b and c ~= d", "(and (>= a b) (~= c d))"],
  ];
  for (const [source, expected] of cases) assert.equal(group(expressionOf(source)), expected, source);
});

Deno.test("parse() reads numerals", () => {
  const cases: [string, number][] = [
    ["3", 3],
    ["3.", 3],
    [".5", 0.5],
    ["0x10", 16],
    ["0xA.8p1", 21],
    ["0x.1p4", 1],
    ["1e3", 1000],
    ["3E-2", 0.03],
    ["9007199254740991", 9007199254740991],
    ["0xFFFFFFFF", 4294967295],
    ["0x1fffffffffffff", 9007199254740991],
  ];
  for (const [source, value] of cases) {
    const node = expressionOf(source);
    assert.ok(node.kind === "Number");
    assert.equal(node.value, value, source);
  }
  assert.deepEqual(messages("return 3x"), ['1:8 Malformed number "3x"']);
  assert.deepEqual(messages("return 0x"), ['1:8 Malformed number "0x"']);
  assert.deepEqual(messages("return 1..2"), ['1:8 Malformed number "1..2"']);
});

Deno.test("parse() reads strings as bytes", () => {
  const cases: [string, string][] = [
    [`"a\\n\\t\\\\\\""`, 'a\n\t\\"'],
    [`'\\65\\066\\x43'`, "ABC"],
    [`"é"`, "\xc3\xa9"],
    [`"\\u{48}\\u{20AC}"`, "H\xe2\x82\xac"],
    [`"\\u{7FFFFFFF}"`, "\xfd\xbf\xbf\xbf\xbf\xbf"],
    [`"a\\z \n  b"`, "ab"],
    [`"a\\\nb"`, "a\nb"],
    ["[[a\nb]]", "a\nb"],
    ["[[\nx]]", "x"],
    ["[==[a]]b]=]]==]", "a]]b]=]"],
    ["[[\r\nx\r\ny]]", "x\ny"],
    [`"\\0\\255"`, "\0\xff"],
  ];
  for (const [source, value] of cases) {
    const node = expressionOf(source);
    assert.ok(node.kind === "String");
    assert.equal(node.value, value, source);
  }
});

Deno.test("parse() reports faults in strings and skips what cannot be a token", () => {
  assert.deepEqual(messages('x = "abc\ny = 1'), ["1:5 Unfinished string"]);
  assert.deepEqual(messages('x = "\\q"'), ['1:6 Unknown escape sequence "\\q"']);
  assert.deepEqual(messages('x = "\\300"'), ['1:6 Decimal escape "\\300" is larger than 255']);
  assert.deepEqual(messages('x = "\\xZZ"'), ['1:6 Expected two hexadecimal digits after "\\x"']);
  assert.deepEqual(messages("x = [[abc"), ["1:5 Unfinished long string that starts on line 1"]);
  assert.deepEqual(messages("--[[ abc"), ["1:1 Unfinished long comment that starts on line 1"]);
  assert.deepEqual(messages("x = $ 1"), ['1:5 Unexpected character "$"']);
  assert.deepEqual(messages("if a != b then end"), ['1:6 Lua writes "~=" for "not equal", found "!="']);
});

Deno.test("parse() gives every node its place", () => {
  const { chunk } = parse("local a = 1\n  local b = f(a,\n 2)");
  const statement = chunk.body.statements[1];
  assert.ok(statement?.kind === "Local");
  assert.deepEqual(statement.start, { offset: 14, line: 2, column: 3 });
  assert.deepEqual(statement.values[0]?.start, { offset: 24, line: 2, column: 13 });
  assert.deepEqual(statement.values[0]?.end, { offset: 32, line: 3, column: 4 });
});

Deno.test("parse() accepts the statements of Lua", () => {
  accepts("#!/usr/bin/lua\nlocal a");
  accepts("local a, b = 1, 2; a, b = b, a; f{} f'' f[[x]] a.b.c = 1 a[1][2] = 3; (f)()");
  accepts("if a then elseif b then else end while a do break end repeat local x until x");
  accepts("for i = 1, 2 do end for i = 1, 2, -1 do end for k, v in pairs(t) do end do end");
  accepts("function f() end function a.b.c:d(...) return ... end local function g(x, ...) return end");
  accepts("goto done; do goto continue end ::continue:: ::done::");
  accepts("return");
  accepts("return f{1, 2; x = 3, [4] = 5,}");
});

Deno.test("parse() makes self the first parameter of a method", () => {
  const statement = parse("function a:b(c) end").chunk.body.statements[0];
  assert.ok(statement?.kind === "FunctionStatement");
  assert.deepEqual(statement.fn.params.map((param) => param.name), ["self", "c"]);
});

Deno.test("parse() says what was expected and what was found", () => {
  const cases: [string, string][] = [
    ["local = 1", '1:7 Expected the name of a variable, found "="'],
    ["x = ", "1:5 Expected an expression, found end of file"],
    ["x = = 2", '1:5 Expected an expression, found "="'],
    ["if a the b() end", '1:6 Expected "then", found "the"'],
    ["f(1, 2", '1:7 Expected ")" to close "(", found end of file'],
    ["f(1,\n2", '2:2 Expected ")" to close "(" on line 1, found end of file'],
    ["function f()\nlocal x = 1\n", '3:1 Expected "end" to close "function" on line 1, found end of file'],
    ["for i do end", '1:7 Expected "=" or "in", found "do"'],
    ["for i = 1 do end", '1:11 Expected "," and the last value of the loop, found "do"'],
    ["x", '1:2 Expected "=" or the arguments of a call, found end of file'],
    ["f() = 1", "1:1 Cannot assign to this expression: only variables and fields can be assigned"],
    ["(a) = 1", "1:1 Cannot assign to this expression: only variables and fields can be assigned"],
    ["end", '1:1 Expected a statement, found "end"'],
    ["return 1 x = 2", '1:10 "return" must be the last statement of its block'],
    ["a.1 = 2", '1:2 Expected "=" or the arguments of a call, found ".1"'],
    ["a: = 2", '1:4 Expected the name of a method, found "="'],
    ["a:b = 2", '1:5 Expected the arguments of a method call, found "="'],
    ["x = {1, 2", '1:10 Expected "}" to close "{", found end of file'],
    ["x = 'a' 'b'", "1:9 Expected a statement, found a string"],
    ["function f() return ... end", '1:21 Cannot use "..." outside a function that has it as its last parameter'],
    ["break", '1:1 "break" outside a loop'],
    ["goto nowhere", '1:1 No visible label "nowhere" for "goto"'],
    ["::a:: ::a::", '1:7 Label "a" is already defined'],
    ["goto a; local x = 1; ::a:: f(x)", '1:1 "goto a" jumps into the scope of local "x"'],
    ["repeat goto a; local x = 1; ::a:: until x", '1:8 "goto a" jumps into the scope of local "x"'],
    ["local f = function() break end", '1:22 "break" outside a loop'],
  ];
  for (const [source, message] of cases) assert.deepEqual(messages(source), [message], source);
});

Deno.test("parse() finds several faults in one text", () => {
  const source = `local a = = 1
local b = 2
function f(
  return b +
end
if a == then
  b = 3 3
end
local c = {1, 2
print(c)`;
  assert.deepEqual(messages(source), [
    '1:11 Expected an expression, found "="',
    '4:3 Expected the name of a parameter, found "return"',
    '6:9 Expected an expression, found "then"',
    '7:9 Expected a statement, found "3"',
    '10:1 Expected "}" to close "{" on line 9, found "print"',
  ]);
});

Deno.test("parse() refuses nesting that would exhaust the stack", () => {
  const deep = (open: string, close: string) => `x = ${open.repeat(5000)}1${close.repeat(5000)}`;
  for (const source of [deep("(", ")"), deep("{", "}"), deep("- ", ""), deep("1 .. ", ""), "do ".repeat(5000)]) {
    assert.match(messages(source)[0] ?? "", /Nested too deeply: the limit is 200 levels/);
  }
  assert.match(messages(`x = 1${" + 1".repeat(5000)}`)[0] ?? "", /Expression too long/);
  assert.match(messages(`f${"()".repeat(5000)}`)[0] ?? "", /Expression too long/);
  assert.match(messages(`x = 1${" as any".repeat(5000)}`)[0] ?? "", /Expression too long/);
  assert.match(messages(`type T = any${"?".repeat(5000)}`)[0] ?? "", /Expression too long/);
  assert.match(messages(`type T = any${"[]".repeat(5000)}`)[0] ?? "", /Expression too long/);
  assert.match(messages(`type T = ${"readonly ".repeat(5000)}any`)[0] ?? "", /Nested too deeply/);
  accepts(`x = 1${" + 1".repeat(900)}`);
});

Deno.test("parse() never throws on broken text", () => {
  const words = [
    "local",
    "function",
    "end",
    "(",
    ")",
    "{",
    "}",
    "if",
    "then",
    "x",
    "=",
    "1",
    "'s'",
    "::",
    "as",
    "type",
  ];
  words.push(
    "<",
    ">",
    "->",
    "?",
    "|",
    "@",
    "[",
    "]",
    ",",
    ";",
    "\n",
    "for",
    "in",
    "do",
    "repeat",
    "until",
    "...",
    ":",
    "!",
  );
  let seed = 1;
  const random = (limit: number) => (seed = (seed * 48271) % 2147483647) % limit;
  for (let round = 0; round < 2000; round++) {
    const source = Array.from({ length: random(60) }, () => words[random(words.length)]).join(" ");
    const { errors } = parse(source);
    for (const error of errors) assert.ok(error.start.offset <= source.length);
  }
});
