import { deepEqual, equal, match, rejects } from "node:assert/strict";
import { luaRunner, programsOf, runLua } from "../../../../tests/support/lua_runner.ts";
import {
  AppError,
  ascii,
  bytesToByteString,
  byteStringToBytes,
  type Data,
  fromLatin1,
  toLatin1,
} from "../../../base/mod.ts";
import { StreamTerminal } from "./stream_terminal.ts";

interface Settings {
  /** What the input gives, piece by piece. */
  readonly input?: readonly string[];
  readonly args?: readonly string[];
  readonly isTerminal?: boolean;
  /** The input stays open. */
  readonly isOpen?: boolean;
}

function sink() {
  const written: string[] = [];
  // Takes few bytes at a time, as a pipe that is full does.
  const write = (bytes: Uint8Array) => {
    const taken = bytes.subarray(0, 3);
    written.push(toLatin1(bytesToByteString(taken)));
    return Promise.resolve(taken.length);
  };
  return { write, text: () => written.join("") };
}

function terminalOf({ input = [], args = [], isTerminal = false, isOpen = false }: Settings) {
  const raw: boolean[] = [];
  const [stdout, stderr] = [sink(), sink()];
  const readable = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const text of input) controller.enqueue(byteStringToBytes(fromLatin1(text)));
      if (!isOpen) controller.close();
    },
  });
  const stdin = { readable, isTerminal: () => isTerminal, setRaw: (on: boolean) => raw.push(on) };
  return { terminal: new StreamTerminal({ stdin, stdout, stderr }, args), stdout, stderr, raw };
}

/** Runs the body of a process of a terminal host. */
async function run(body: string, settings: Settings = {}) {
  const { terminal, stdout, stderr, raw } = terminalOf(settings);
  const program = programsOf({ "test:main": `return function(...) ${body}\nend` }).get("test:main")!;
  const process = luaRunner({}).start({ host: "test:term", program, args: [], context: new Map(), terminal });
  const { value, error } = await process.exit;
  await terminal.close();
  if (error) throw error;
  return { value, stdout: stdout.text(), stderr: stderr.text(), raw };
}

async function result(body: string, settings?: Settings): Promise<Data | undefined> {
  return (await run(body, settings)).value;
}

Deno.test("io.write() writes strings and numbers as they are", async () => {
  const { value, stdout } = await run('return { io.write("a\\0\\xff", 5, 0.5, "\\n"), io.write(), io.flush() }');
  deepEqual([value, stdout], [[true, true, true], "a\0\xff50.5\n"]);
});

Deno.test("io.print() and io.eprint() put tabs between values and end the line", async () => {
  const { value, stdout, stderr } = await run(`
    return { io.print("a", 1, nil, true, errors.new("bad"), {}), io.print(), io.eprint("to", "stderr") }`);
  deepEqual([value, stdout, stderr], [[true, true, true], "a\t1\tnil\ttrue\tbad\ttable\n\n", "to\tstderr\n"]);
});

Deno.test("io.read() gives what is there, at most as many bytes as wanted, and nil at the end", async () => {
  const input = ["abcdef", "gh", "x".repeat(3000)];
  const value = await result(
    "return { io.read(4), io.read(4), io.read(), #io.read(), #io.read(2000), io.read(1), io.read(1) }",
    {
      input,
    },
  );
  deepEqual(value, ["abcd", "ef", "gh", 1024, 1976]);
});

Deno.test("io.readline() gives lines without their ends, and nil at the end", async () => {
  const input = ["first\nsec", "ond\r\n\n", "la", "st"];
  deepEqual(
    await result("return { io.readline(), io.readline(), io.readline(), io.readline(), io.readline() }", { input }),
    [
      ...["first", "second", "", "last"],
    ],
  );
  deepEqual(await result("return { io.readline(), io.read(2), io.readline() }", { input: ["a\nbcd\n"] }), [
    "a",
    "bc",
    "d",
  ]);
});

Deno.test("io.args() gives what stood after the name of the command", async () => {
  deepEqual(await result("return io.args()", { args: ["one", "zwölf"] }), ["one", "zw\xc3\xb6lf"]);
  deepEqual(await result("return #io.args()"), 0);
});

Deno.test("io.raw() sets the mode of a terminal, and fails on other inputs", async () => {
  deepEqual((await run("return io.raw(true), io.raw(false)", { isTerminal: true })).raw, [true, false]);
  deepEqual(await result("local ok, err = io.raw(true) return { ok == nil, err:kind(), err:message() }"), [
    ...[true, "Unavailable", "the input is no terminal"],
  ]);
});

Deno.test("a terminal is as it was before when its process has ended", async () => {
  const { raw } = await run("io.raw(true)", { isTerminal: true });
  deepEqual(raw, [true, false]);
});

Deno.test("io.write() answers Unavailable when nobody reads any more, or the disk is full", async () => {
  const closed = { write: () => Promise.reject(new Deno.errors.BrokenPipe("Broken pipe (os error 32)")) };
  const stdin = { readable: new ReadableStream(), isTerminal: () => false, setRaw: () => {} };
  const broken = new StreamTerminal({ stdin, stdout: closed, stderr: closed }, []);
  await rejects(broken.write(ascii("x")), { kind: "Unavailable", message: "nobody reads the output any more" });
  const noSpace = Object.assign(new Error("No space left on device (os error 28)"), { code: "ENOSPC" });
  const full = new StreamTerminal({ stdin, stdout: { write: () => Promise.reject(noSpace) }, stderr: closed }, []);
  await rejects(full.write(ascii("x")), { kind: "Unavailable", message: "cannot write: No space left on device" });
});

Deno.test("io functions outside of a terminal host return Unavailable", async () => {
  for (const call of ['write("x")', "print()", "eprint()", "read()", "readline()", "flush()", "raw(true)", "args()"]) {
    const value = await runLua(
      `local value, err = io.${call} return { value == nil, err:kind(), err:message(), err:retryable() }`,
    );
    deepEqual(value, [true, "Unavailable", "io is for processes of a terminal host only", false], call);
  }
});

Deno.test("io functions refuse wrong arguments", async () => {
  for (const call of ["write({})", "write(nil)", 'read("x")', "raw()", "raw(1)"]) {
    await rejects(run(`return io.${call}`), (error: AppError) => /bad argument #1 to '/.test(error.message), call);
  }
  for (const count of ["0", "-1", "1.5", "1048577"]) {
    equal(await result(`return select(2, io.read(${count})):kind()`, { input: ["x"] }), "Invalid");
  }
});

Deno.test("io.read() that is given up leaves the input to the next one", async () => {
  const { terminal } = terminalOf({ input: [], isOpen: true });
  const giveUp = new AbortController();
  const first = terminal.readLine(giveUp.signal);
  giveUp.abort();
  await rejects(first, { kind: "Canceled" });
  const second = terminal.read(10, new AbortController().signal);
  await terminal.close();
  equal(await second, undefined);
});

Deno.test("a process that waits for input can be canceled", async () => {
  const { terminal } = terminalOf({ isOpen: true });
  const program = programsOf({
    "test:main": "return function() local line, err = io.readline() return err:kind() end",
  });
  const process = luaRunner({}).start({
    ...{ host: "test:term", program: program.get("test:main")!, args: [], context: new Map(), terminal },
  });
  process.abort();
  const { value, error } = await process.exit;
  match(String(value ?? error?.kind), /^Canceled$/);
  await terminal.close();
});
