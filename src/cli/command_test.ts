import { deepEqual, equal } from "node:assert/strict";
import { defineCommand, type InputOf } from "./command.ts";
import type { CliContext } from "./context.ts";
import { choice, flag, negated, optional, repeated, required, rest, several, text } from "./declarations.ts";

const CONTEXT = {} as CliContext;

const work = defineCommand({
  name: "work",
  summary: "do it",
  arguments: { id: required("an id"), folder: optional("a folder"), args: rest("more") },
  options: {
    dev: flag("with a server"),
    wait: negated("do not wait"),
    readyFile: text("path", "a file"),
    format: choice("format", ["text", "json"], "a format"),
    option: repeated("key=value", "an option"),
    net: several("host", "hosts"),
  },
  run: (_context, input) => (seen.push(input), 0),
});

const seen: unknown[] = [];

Deno.test("defineCommand() gives a command what was found by the declared names, and what is declared for the rest", () => {
  seen.length = 0;
  equal(work.start(CONTEXT, ["a:b"], {}), 0);
  equal(work.start(CONTEXT, ["a:b", "x", "1", "2"], { dev: true, wait: false, readyFile: "r", net: ["h"] }), 0);
  const options = { dev: false, wait: true, readyFile: undefined, format: undefined, option: [], net: [] };
  deepEqual(seen, [
    { args: { id: "a:b", folder: undefined, args: [] }, options },
    {
      args: { id: "a:b", folder: "x", args: ["1", "2"] },
      options: { ...options, dev: true, wait: false, readyFile: "r", net: ["h"] },
    },
  ]);
});

Deno.test("defineCommand() types what a command gets by what it declares", () => {
  const use = ({ args, options }: InputOf<typeof work>) => {
    const id: string = args.id;
    const folder: string | undefined = args.folder;
    const format: "text" | "json" | undefined = options.format;
    // @ts-expect-error -- the option is called readyFile
    const misspelt: unknown = options.readyFlie;
    // @ts-expect-error -- a flag is no text
    const wrong: string = options.dev;
    return [id, folder, format, misspelt, wrong];
  };
  const options = { dev: true, wait: true, readyFile: undefined, format: "json", option: [], net: [] } as const;
  deepEqual(use({ args: { id: "a:b", folder: "x", args: [] }, options }), ["a:b", "x", "json", undefined, true]);
});
