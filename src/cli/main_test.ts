import { deepEqual, doesNotMatch, equal, match, throws } from "node:assert/strict";
import { testHost } from "../../tests/support/test_host.ts";
import { type Command, defineCommand, UsageError } from "./command.ts";
import type { CliContext } from "./context.ts";
import { flag, required, rest } from "./declarations.ts";
import { main } from "./main.ts";
import { writeAll, writeWhereTaken } from "./system_host.ts";

type Work = (context: CliContext) => Promise<number> | number;

function table(run: Work, usesApp = true): Command[] {
  return [defineCommand({ name: "work", summary: "do it", usesApp, run })];
}

Deno.test("main() gives the command's exit code and writes where the command says", async () => {
  const { host, written } = testHost();
  const command: Work = ({ stdout, stderr }) => (stdout("out\n"), stderr("err\n"), 3);
  equal(await main(["work"], host, table(command)), 3);
  deepEqual(written, { stdout: "out\n", stderr: "err\n" });
});

Deno.test("main() hands over arguments, own options and global options", async () => {
  let seen: unknown;
  const work = defineCommand({
    name: "work",
    summary: "do it",
    arguments: { id: required("an id"), args: rest("more") },
    options: { dev: flag("with a server") },
    run: ({ options }, input) => (seen = { options, input }, 0),
  });
  const { host } = testHost({ cwd: "/base" });
  const args = ["work", "a:b", "1", "2", "--dev", "--app", "x", "-o", "a:b:c=1", "-o", "a:b:d=2", "--json"];
  equal(await main(args, host, [work]), 0);
  deepEqual(seen, {
    options: {
      appFolder: "/base/x",
      configFile: undefined,
      json: true,
      logLevel: "info",
      asksForLogs: false,
      logFormat: "text",
      color: true,
      verbose: false,
      overrides: ["a:b:c=1", "a:b:d=2"],
      settings: [],
    },
    input: { args: { id: "a:b", args: ["1", "2"] }, options: { dev: true } },
  });
});

Deno.test("main() takes global options in front of the command, too", async () => {
  let folder: string | undefined;
  const { host } = testHost({ cwd: "/base" });
  equal(await main(["--app", "/y", "work"], host, table(({ options }) => (folder = options.appFolder, 0))), 0);
  equal(folder, "/y");
});

Deno.test("main() passes everything after -- on as arguments", async () => {
  let args: readonly string[] = [];
  const work = defineCommand({
    name: "work",
    summary: "do it",
    arguments: { args: rest("any") },
    run: (_, input) => (args = input.args.args, 0),
  });
  equal(await main(["work", "--", "--json", "-x"], testHost().host, [work]), 0);
  deepEqual(args, ["--json", "-x"]);
});

Deno.test("main() takes wrong usage for exit code 2 and says what was meant", async () => {
  const cases: [args: string[], complaint: RegExp][] = [
    [["wrok"], /unknown command 'wrok'\n\(Did you mean work\?\)/],
    [["work", "--jsn"], /unknown option '--jsn'\n\(Did you mean --json\?\)/],
    [["work", "extra"], /too many arguments/],
    [["work", "--log-level", "loud"], /Allowed choices are debug, info, warn, error/],
    [["work", "--app"], /argument missing/],
    [["work", "--set", "timeout=5s"], /--set "timeout=5s" is malformed; write it as "section.path=value"/],
    [["work", "--set", "shutdown.timeout"], /--set "shutdown.timeout" is malformed/],
    [["work", "--config", "/"], /cannot read the configuration file "\/" of --config: it is not a file/],
    [["work", "--config", "/nowhere/at/all.yaml"], /cannot read the configuration file "\/nowhere\/at\/all.yaml"/],
    [[], /Usage: lunation/],
  ];
  for (const [args, complaint] of cases) {
    const { host, written } = testHost();
    equal(await main(args, host, table(() => 0)), 2, args.join(" "));
    match(written.stderr, complaint);
    equal(written.stdout, "");
  }
});

Deno.test("main() knows no help for a command that there is not, and suggests one", async () => {
  for (const args of [["help", "wrok"], ["--app", "x", "help", "wrok"]]) {
    const { host, written } = testHost();
    equal(await main(args, host, table(() => 0)), 2);
    deepEqual(written.stdout, "");
    match(written.stderr, /unknown command 'wrok'\n\(Did you mean work\?\)/);
  }
  const { host, written } = testHost();
  equal(await main(["help", "registry", "lst"], host), 2);
  match(written.stderr, /unknown command 'lst'\n\(Did you mean list\?\)/);
});

Deno.test("main() prints help on stdout when it is asked for", async () => {
  for (const args of [["--help"], ["help"], ["work", "--help"], ["help", "work"]]) {
    const { host, written } = testHost();
    equal(await main(args, host, table(() => 1)), 0, args.join(" "));
    match(written.stdout, /Usage: lunation/);
    equal(written.stderr, "");
  }
});

Deno.test("main() takes a command's UsageError for wrong usage", async () => {
  const { host, written } = testHost();
  const command: Work = () => {
    throw new UsageError("no such client");
  };
  equal(await main(["work"], host, table(command)), 2);
  equal(written.stderr, "error: no such client\n");
});

Deno.test("main() tells a bug in one line, with its stack under --verbose only", async () => {
  const command: Work = () => Promise.reject(new TypeError("x is\nundefined"));
  const quiet = testHost();
  equal(await main(["work"], quiet.host, table(command)), 1);
  match(quiet.written.stderr, /^internal error: x is undefined\n.*please report it/);
  doesNotMatch(quiet.written.stderr, /main_test/);

  const verbose = testHost();
  equal(await main(["work", "--verbose"], verbose.host, table(command)), 1);
  match(verbose.written.stderr, /main_test\.ts/);
});

Deno.test("main() is silent when the reader of its output is gone", async () => {
  const { host, written } = testHost({ stdout: writerTo(new Deno.errors.BrokenPipe("Broken pipe (os error 32)")) });
  equal(await main(["work"], host, table(({ stdout }) => (stdout("out"), 0))), 141);
  equal(written.stderr, "");
});

Deno.test("main() tells that its output cannot be written, and of a full disk", async () => {
  const full = () => Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
  const { host, written } = testHost({ stdout: writerTo(full()) });
  equal(await main(["work"], host, table(({ stdout }) => (stdout("out"), 0))), 1);
  equal(written.stderr, "error: cannot write to stdout: No space left on device\n");

  const other = testHost();
  const store: Work = () => Promise.reject(Object.assign(full(), { message: `${full().message}: open 'a.db'` }));
  equal(await main(["work"], other.host, table(store)), 1);
  equal(other.written.stderr, "error: No space left on device: open 'a.db'\n");
});

Deno.test("writeWhereTaken() lets work go on whose logs nobody takes", () => {
  const stream = { writeSync: () => throwing(new Deno.errors.BrokenPipe("Broken pipe")) };
  writeWhereTaken(stream, "a record");
  throws(() => writeWhereTaken({ writeSync: () => throwing("a bug") }, "a record"));
});

function writerTo(fault: Error): (text: string) => void {
  return (text) => writeAll({ writeSync: () => throwing(fault) }, "stdout", text);
}

function throwing(error: unknown): never {
  throw error;
}

Deno.test("main() colours only terminals, and never when told not to", async () => {
  const terminal = { stdout: true, stderr: false };
  const color = async (args: string[], variables: Record<string, string> = {}) => {
    let seen: unknown;
    const env = { get: (name: string) => variables[name], toObject: () => variables };
    const { host } = testHost({ terminal, env });
    await main(["work", ...args], host, table(({ color }) => (seen = color, 0)));
    return seen;
  };
  const off = { stdout: false, stderr: false };
  deepEqual(await color([]), terminal);
  deepEqual(await color(["--no-color"]), off);
  deepEqual(await color([], { NO_COLOR: "1" }), off);
});

Deno.test("main() takes log level and format from the configuration unless the command line says", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/lunation.yaml`, "logger: {level: error, encoding: json}\n");
    const log = async (...args: string[]) => {
      let seen: unknown;
      const { host } = testHost({ cwd: folder });
      const command: Work = ({ options }) => (seen = [options.logLevel, options.logFormat], 0);
      equal(await main(["work", ...args], host, table(command)), 0);
      return seen;
    };
    deepEqual(await log(), ["error", "json"]);
    deepEqual(await log("-v"), ["debug", "json"]);
    deepEqual(await log("--log-level", "warn", "--log-format", "text"), ["warn", "text"]);
    deepEqual(await log("--set", "logger.level=debug"), ["debug", "json"]);
    deepEqual(await log("--app", "elsewhere"), ["info", "text"]);
    deepEqual(await log("--app", "elsewhere", "--config", "lunation.yaml"), ["error", "json"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("main() leaves the configuration file alone for a command without an application", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/lunation.yaml`, "logger: {level: error}\n");
    let level: unknown;
    const { host } = testHost({ cwd: folder });
    const spec = table(({ options }) => (level = options.logLevel, 0), false);
    equal(await main(["work"], host, spec), 0);
    equal(level, "info");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("main() lowers the log level with --verbose unless one is given", async () => {
  const level = async (...args: string[]) => {
    let seen: unknown;
    await main(["work", ...args], testHost().host, table(({ options }) => (seen = options.logLevel, 0)));
    return seen;
  };
  equal(await level("-v"), "debug");
  equal(await level("-v", "--log-level", "warn"), "warn");
});
