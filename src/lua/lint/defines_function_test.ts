import { equal } from "node:assert/strict";
import { parse } from "../syntax/mod.ts";
import { definesFunction } from "./defines_function.ts";

const KNOWN = { required: new Set(["time", "prices"]), libraries: new Set(["time", "string"]) };

function defines(source: string, method: string | undefined): boolean {
  const { chunk, errors } = parse(source);
  equal(errors.length, 0, source);
  return definesFunction(chunk, method, KNOWN);
}

Deno.test("definesFunction() sees a function that the chunk returns, by itself or in a table", () => {
  const texts = [
    "return function() end",
    "local function run() end return run",
    "return { run = function() end, other = -1 }",
    "local function run() end return { run = run }",
    "local M = {} function M.run() end return M",
    "local M = { run = function() end, [1] = 'x' } M.other = 5 return M",
    "local M = {} M.run = function() error() end return M",
    "local time = require('time') local prices = require('prices') local SECOND = time.SECOND return { run = function() end }",
    "local upper = string.upper type Order = { id: string } shared = 1 return function() return upper end",
    "local M: any = ({} as any) local x = M! return function() end",
  ];
  for (const text of texts) equal(defines(text, "run"), true, text);
});

Deno.test("definesFunction() takes any value of a library", () => {
  equal(defines("local x = 5", undefined), true);
  equal(defines("return { rate = 5 }", undefined), true);
  equal(defines("return", undefined), true);
});

Deno.test("definesFunction() leaves to a run what the text does not show", () => {
  const texts = [
    "print() return function() end",
    "return { run = function() end }, print()",
    "local x = 1 + 2 return function() end",
    "local x = unknown.field return function() end",
    "local prices = require('prices') local x = prices.list return function() end",
    "local json = require('json') return function() end",
    "local require = 1 local t = require('time') return function() end",
    "local M = {} M.run = function() end M = 5 return M",
    "local M = {} M.run = function() end M.run = nil return M",
    "local M = 5 M.run = function() end return M",
    "local M = {} M[nil] = 1 return M",
    "local M = {} return M",
    "local x = {[x] = 1} return function() end",
    "if x then end return function() end",
    "local string = nil local x = string.upper return function() end",
    "return { other = function() end }",
    "local a",
    "local M, N = {} N.run = function() end return N",
  ];
  for (const text of texts) equal(defines(text, "run"), false, text);
});
