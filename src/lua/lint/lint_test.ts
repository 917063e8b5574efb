import { deepEqual } from "node:assert/strict";
import { parse } from "../syntax/mod.ts";
import { lint } from "./lint.ts";

const OPTIONS = {
  globals: new Set(["_G", "error", "print", "process", "require"]),
  modules: new Map([["time", "time"], ["clock", "time"]]),
  imports: new Set(["prices"]),
  blocking: new Set(["time.sleep", "process.send"]),
  blockingMethods: new Set(["time:receive", "process:receive"]),
};
const USES_ALL = "print(time, clock, prices) ";

/** Rule and place of each finding in a text that uses its modules and imports: `rule line:column-column`. */
function lintText(source: string): string[] {
  const text = USES_ALL + "\n" + source;
  return lint(parse(text), OPTIONS).map(({ rule, span }) =>
    `${rule} ${span ? `${span.start.line - 1}:${span.start.column}-${span.end.column}` : "nowhere"}`
  );
}

/** The messages of the findings without a place. */
function lintAliases(source: string): string[] {
  return lint(parse(source), OPTIONS).filter(({ alias }) => alias).map(({ message }) => message);
}

Deno.test("lint() finds a literal require of what is not declared", () => {
  deepEqual(lintText('print(require("json"))'), ["undeclared-require 1:15-21"]);
  deepEqual(lintText("local function f() return require 'json' end print(f)"), ["undeclared-require 1:35-41"]);
});

Deno.test("lint() takes a require of a module, import, global, of a computed name and of one's own function", () => {
  deepEqual(lintText('print(require("time"), require("prices"), require("process"), require("ti" .. "me"))'), []);
  deepEqual(lintText('own = 1 print(require("own"))'), []);
  deepEqual(lintText('local require = print require("json")'), []);
});

Deno.test("lint() finds modules and imports that are not used", () => {
  deepEqual(lintAliases("return 1"), [
    'Module "time" is not used',
    'Module "clock" is not used',
    'Import "prices" is not used',
  ]);
  deepEqual(lintAliases("local time = 1 print(time, clock, prices)"), ['Module "time" is not used']);
});

Deno.test("lint() sees every way to use a module or import", () => {
  deepEqual(lintAliases('local d: time.Duration = clock.now() return require("prices")'), []);
  deepEqual(lintAliases("local name = print() return require(name)"), []);
  deepEqual(lintAliases("return _G.time"), []);
});

Deno.test("lint() finds globals that nothing defines, with what was in reach", () => {
  deepEqual(lintText("print(prnt)"), ["undefined-global 1:7-11"]);
  deepEqual(lintText("do local near = 1 print(near) end near()"), ["undefined-global 1:35-39"]);
  deepEqual(lintText("total.x = 1"), ["undefined-global 1:1-6"]);
  const [finding] = lint(parse(USES_ALL + "local function f(amount) return amont end return f"), OPTIONS);
  deepEqual(finding?.unknown?.name, "amont");
  deepEqual(finding?.unknown?.candidates.slice(-2), ["amount", "f"]);
});

Deno.test("lint() takes globals that are given or set by the text, and names in types", () => {
  deepEqual(lintText("counter = 1 print(counter)"), []);
  deepEqual(lintText("function helper() end helper()"), []);
  deepEqual(lintText("local function f(x: Order): number return x as any end return f"), []);
  deepEqual(lintText("repeat local done = print() until done"), []);
});

Deno.test("lint() finds types of what nothing defines", () => {
  deepEqual(lintText("local d: tiem.Duration? = print() return d"), ["undefined-global 1:10-14"]);
  deepEqual(lintText("type Both = {prices.Price | price.Sum} return Both"), ["undefined-global 1:29-34"]);
  deepEqual(lintText("local p = prices type Price = p.Price return Price"), []);
});

Deno.test("lint() finds local variables and functions that nothing reads", () => {
  deepEqual(lintText("local a = 1"), ["unused-local 1:7-8"]);
  deepEqual(lintText("local a: number a = 1"), ["unused-local 1:7-8"]);
  deepEqual(lintText("local function helper() end"), ["unused-local 1:16-22"]);
  deepEqual(lintText("local a, b = print() return a"), ["unused-local 1:10-11"]);
  deepEqual(lintText("local a = 1 local a = 2 return a"), ["unused-local 1:7-8"]);
});

Deno.test("lint() lets names with an underscore, parameters, loops and what stands before a used variable be", () => {
  deepEqual(lintText("local _a, _ = print()"), []);
  deepEqual(lintText("return function(a, ...) end"), []);
  deepEqual(lintText("for i = 1, 2 do end for k, v in print do end"), []);
  deepEqual(lintText("local a, err = print() return err"), []);
  deepEqual(lintText("local limit = 1 type T = typeof(limit)"), []);
});

Deno.test("lint() finds statements behind one that always leaves", () => {
  deepEqual(lintText('error("x")\nprint()\nprint()'), ["unreachable-code 2:1-8"]);
  deepEqual(lintText("while true do break print() end"), ["unreachable-code 1:21-28"]);
  deepEqual(lintText("do return end print()"), ["unreachable-code 1:15-22"]);
  deepEqual(lintText("if print() then return else error(1) end print()"), ["unreachable-code 1:42-49"]);
});

Deno.test("lint() takes what can be reached: after a label, a branch that goes on, a function of one's own", () => {
  deepEqual(lintText("goto done ::done:: print()"), []);
  deepEqual(lintText("if print() then return end print()"), []);
  deepEqual(lintText("if print() then return else print() end print()"), []);
  deepEqual(lintText("local error = print error() print()"), []);
});

Deno.test("lint() finds calls that wait outside of any function", () => {
  deepEqual(lintText('if print() then time.sleep("1s") end'), ["blocking-chunk-call 1:17-33"]);
  deepEqual(lintText("local t = require('clock') t.sleep(1)"), ["blocking-chunk-call 1:28-38"]);
  deepEqual(lintText("process.send(1)"), ["blocking-chunk-call 1:1-16"]);
});

Deno.test("lint() finds methods that wait outside of any function", () => {
  deepEqual(lintText('time.after("1s"):receive()'), ["blocking-chunk-call 1:1-27"]);
  deepEqual(lintText('local timer = clock.timer("1s") timer:response():receive()'), ["blocking-chunk-call 1:33-59"]);
  deepEqual(lintText("local inbox = process.inbox() print(inbox:receive())"), ["blocking-chunk-call 1:37-52"]);
  const [finding] = lint(parse(`${USES_ALL} local inbox = process.inbox() inbox:receive()`), OPTIONS);
  deepEqual(finding?.message, '"inbox:receive" waits, and the chunk itself may not wait');
});

Deno.test("lint() takes methods that wait in functions, others, and those of other things", () => {
  deepEqual(lintText("local inbox = process.inbox() return function() return inbox:receive() end"), []);
  deepEqual(lintText('time.after("1s"):close() prices.open():receive() print():receive()'), []);
  deepEqual(lintText("local time = print() time.after():receive()"), []);
});

Deno.test("lint() takes calls that wait in functions, and others in the chunk", () => {
  deepEqual(lintText("return function() time.sleep(1) end"), []);
  deepEqual(lintText("time.now() prices.sleep() local time = {} time.sleep()"), []);
});

Deno.test("lint() heeds a comment at the end of the line or on the line before", () => {
  deepEqual(lintText("local a = 1 -- lint: ignore unused-local"), []);
  deepEqual(lintText("-- lint: ignore unused-local\nlocal a = 1"), []);
  deepEqual(lintText("local a = b -- lint: ignore unused-local, undefined-global"), []);
  deepEqual(lintAliases("-- lint: ignore unused-import\nreturn 1"), []);
});

Deno.test("lint() heeds a comment for no other line and no other rule", () => {
  deepEqual(lintText("print() -- lint: ignore unused-local\nlocal a = 1"), ["unused-local 2:7-8"]);
  deepEqual(lintText("local a = 1 -- lint: ignore undefined-global"), ["unused-local 1:7-8"]);
  deepEqual(lintText('local a = "-- lint: ignore unused-local"'), ["unused-local 1:7-8"]);
});
