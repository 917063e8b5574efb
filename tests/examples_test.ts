import assert from "node:assert/strict";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runShown } from "./support/doc_page.ts";
import { LunationProcess } from "./support/lunation_process.ts";
import { matchWildcards } from "./support/match_wildcards.ts";
import { outside } from "./support/outside_programs.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const EXAMPLES = [...Deno.readDirSync(`${ROOT}examples`)].filter((item) => item.isDirectory).map(({ name }) => name);
/** The demo, which other tests run. */
const WITHOUT_COMMANDS = ["orders"];
const PLACE = ["-o", `app:temporal_client:address=${Deno.env.get("LUNATION_TEST_SERVER")}`];
/** What the commands of a README mean by `lunation`. */
const SHELL = `lunation() { ${Deno.env.get("LUNATION_BINARY") ?? "deno run -A main.ts"} "$@" ${PLACE.join(" ")}; }`;

/** A command line that a README shows, and what it prints; or what the first terminal shows then. */
type Shown = { readonly line: string; readonly output: string } | { readonly logged: string };

function shownIn(readme: string): Shown[] {
  return [...readme.matchAll(/^```(console|text)\n([^]*?)^```$/gm)].flatMap(([, language, block]): Shown[] => {
    if (language === "text") return block!.trimEnd().split("\n").map((logged) => ({ logged }));
    return block!.split(/^\$ /m).slice(1).map((text) => {
      const end = text.indexOf("\n");
      return { line: text.slice(0, end), output: text.slice(end + 1) };
    });
  });
}

/** A program that serves until it is told to stop; SIGINT as by Ctrl-C. */
class Background implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;

  constructor(line: string) {
    const env = { TEMPORAL_ADDRESS: Deno.env.get("LUNATION_TEST_SERVER")! };
    this.#child = new Deno.Command("bash", {
      args: ["-c", line],
      cwd: ROOT,
      env,
      stdout: "null",
      stderr: "null",
      detached: true,
    })
      .spawn();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    Deno.kill(-this.#child.pid, "SIGINT");
    await this.#child.status;
  }
}

/** Types a line into a shell in the repository's folder; gives the result, or the fault of a command that fails. */
async function type(line: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("bash", {
    args: ["-c", `${SHELL}\n${line}`],
    cwd: ROOT,
    env: { NO_COLOR: "1", PATH: `${dirname(Deno.execPath())}:${Deno.env.get("PATH")}` },
  }).output();
  return new TextDecoder().decode(success ? stdout : stderr);
}

for (const example of EXAMPLES) {
  Deno.test(`check finds nothing in the example "${example}"`, async () => {
    assert.match(await runShown(["check"], `${ROOT}examples/${example}`), /^\d+ entries, 0 errors, 0 warnings\n$/);
  });
}

for (const example of EXAMPLES.filter((name) => !WITHOUT_COMMANDS.includes(name))) {
  const readme = Deno.readTextFileSync(`${ROOT}examples/${example}/README.md`);
  const ignore = readme.includes("$ go ") && outside("go").ignore;
  Deno.test({
    name: `the example "${example}" does what its README shows`,
    ignore,
    async fn() {
      await using started = new AsyncDisposableStack();
      let server: LunationProcess | undefined;
      for (const shown of shownIn(readme)) {
        if ("logged" in shown) await server!.sees(shown.logged);
        else if (shown.line.startsWith("lunation run ")) {
          server = started.use(new LunationProcess([...shown.line.split(" ").slice(1), ...PLACE]));
          await server.sees("Running the application");
        } else if (shown.line.startsWith("go run ")) started.use(new Background(shown.line));
        else {
          const printed = await type(shown.line);
          assert.ok(matchWildcards(printed, shown.output.replaceAll("…", "[WILDLINE]")), `$ ${shown.line}\n${printed}`);
        }
      }
      assert.ok(server);
      server.kill("SIGINT");
      assert.equal(await server.exitCode(), 0, server.stderr);
    },
  });
}
