import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { freePort } from "../../src/devserver/mod.ts";
import { appFolder } from "./app_folder.ts";
import { LunationProcess } from "./lunation_process.ts";
import { matchWildcards } from "./match_wildcards.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
/** The first command of the README: an npm client that runs the demo. */
const START = "npx -y deno@2.9.6 task start";
const DEMO_PAYMENTS = "http://127.0.0.1:8085";

/** Where a page is walked through. */
export interface Walk {
  /** The folder in which the reader types and writes files. */
  readonly cwd: string;
  /** Options that every command of `lunation` gets, such as the address of a server. */
  readonly place: readonly string[];
  /** Set beside the test's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What a page makes its reader do or see. */
type Step =
  | { readonly file: string; readonly content: string }
  | { readonly line: string; readonly output: string }
  | { readonly logged: string };

/**
 * Does what a page shows, in the order of the page:
 *
 * - A block with a path writes the file.
 * - In a `console` block `$ lunation run`, `$ lunation demo` and the README's first command start the program, after a
 *   Ctrl-C for the one before; each line below must be among what it prints. `$ kill -9` kills it. `$ go run` goes on in
 *   the background. A shell runs every other line, which must print what stands below; `…` stands for any text of a line.
 * - The lines of a `text` block are those that the started program prints then.
 *
 * @throws {assert.AssertionError} when a command prints something else, or the last program does not stop with 0
 */
export async function walkPage(text: string, walk: Walk): Promise<void> {
  await using started = new AsyncDisposableStack();
  let server: LunationProcess | undefined;
  for (const step of stepsOf(text)) {
    if ("file" in step) await write(join(walk.cwd, step.file), step.content);
    else if ("logged" in step) await server!.sees(step.logged);
    else if (step.line.startsWith("kill -9 ")) {
      server!.kill("SIGKILL");
      await server!.exitCode();
      server = undefined;
    } else if (step.line.startsWith("go run ")) started.use(new Background(step.line, walk));
    else if (isStart(step.line)) {
      await stop(server);
      server = started.use(await start(step.line, step.output, walk));
    } else {
      const payments = server?.stderr.match(/^Payment service at ([^,]+),/m)?.[1] ?? DEMO_PAYMENTS;
      const printed = await type(step.line.replaceAll(DEMO_PAYMENTS, payments), walk);
      assert.ok(matches(printed, step.output), `$ ${step.line}\n${printed}`);
    }
  }
  assert.ok(server, "the page starts no program");
  await stop(server);
}

/** Walks through a page whose program starts a dev server of its own, on a free port and with its data apart. */
export async function walkOnOwnServer(text: string, cwd: string): Promise<void> {
  await using cache = await appFolder({});
  const place = ["-o", `app:temporal_client:address=localhost:${freePort(0)}`];
  await walkPage(text, { cwd, place, env: { LUNATION_CACHE: cache.path } });
}

function stepsOf(text: string): Step[] {
  return [...text.matchAll(/^```(\w+)(?: ([\w./-]+))?\n([^]*?)^```$/gm)].flatMap(
    ([, language, file, block]): Step[] => {
      if (file !== undefined) return [{ file, content: block! }];
      if (language === "text") return block!.trimEnd().split("\n").map((logged) => ({ logged }));
      if (language !== "console") return [];
      return block!.split(/^\$ /m).slice(1).map((command) => {
        const end = command.indexOf("\n");
        return { line: command.slice(0, end), output: command.slice(end + 1) };
      });
    },
  );
}

async function write(path: string, content: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await Deno.writeTextFile(path, content);
}

function isStart(line: string): boolean {
  return line === START || /^lunation (run|demo)\b/.test(line);
}

/** Starts the program, waits until it serves, and compares what it printed until then. */
async function start(line: string, output: string, { cwd, place, env }: Walk): Promise<LunationProcess> {
  const words = line === START ? ["demo"] : line.split(" ").slice(1);
  const server = new LunationProcess([...words, ...place], env, cwd);
  await server.sees(words[0] === "demo" ? "Press Ctrl-C to stop" : "Running the application");
  const printed = (server.stderr + server.stdout).split("\n");
  for (const shown of output.split("\n").filter((shown) => shown !== "…")) {
    assert.ok(printed.some((other) => matches(withoutPorts(other), withoutPorts(shown))), `${shown}\n${server.stderr}`);
  }
  return server;
}

/** Ports that are in use are replaced by free ones. */
function withoutPorts(line: string): string {
  return line.replace(/\b(127\.0\.0\.1|localhost):\d+/g, "$1:PORT");
}

async function stop(server: LunationProcess | undefined): Promise<void> {
  if (!server) return;
  server.kill("SIGINT");
  assert.equal(await server.exitCode(), 0, server.stderr);
}

/** Types a line into a shell; gives the result, or the fault of a command that fails. */
async function type(line: string, { cwd, place, env }: Walk): Promise<string> {
  const program = Deno.env.get("LUNATION_BINARY") ?? `deno run -A ${MAIN}`;
  const options = place.map((word) => `'${word}'`).join(" ");
  const { success, stdout, stderr } = await new Deno.Command("bash", {
    args: ["-c", `lunation() { ${program} "$@" ${options}; }\n${line}`],
    cwd,
    env: { ...env, NO_COLOR: "1", PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}` },
  }).output();
  // What a command says beside its result and its fault is for people who wait.
  return new TextDecoder().decode(success || stdout.length > 0 ? stdout : stderr);
}

function matches(printed: string, shown: string): boolean {
  return matchWildcards(printed, shown.replaceAll("…", "[WILDLINE]"));
}

/** A program that serves until it is told to stop; SIGINT as by Ctrl-C. */
class Background implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;

  constructor(line: string, { cwd, env }: Walk) {
    this.#child = new Deno.Command("bash", {
      args: ["-c", line],
      cwd,
      env,
      stdout: "null",
      stderr: "null",
      detached: true,
    }).spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    Deno.kill(-this.#child.pid, "SIGINT");
    await this.#child.status;
  }
}
