import { deepEqual, equal, match, ok } from "node:assert/strict";
import { testHost } from "../../../tests/support/test_host.ts";
import { commandTable } from "../command_table.ts";
import { main } from "../mod.ts";

async function script(shell: string): Promise<string> {
  const { host, written } = testHost();
  equal(await main(["completions", shell], host), 0);
  return written.stdout;
}

/** What bash offers for the words, the last of which is being written. */
async function bashOffers(words: string[]): Promise<string[]> {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const ask =
    `COMP_WORDS=(lunation ${quoted}); COMP_CWORD=${words.length}; _lunation; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout, stderr } = await new Deno.Command("bash", {
    args: ["--norc", "-c", `${await script("bash")}\n${ask}`],
  }).output();
  equal(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout).trim().split("\n");
}

Deno.test("completions bash offers commands, their options and folders", async () => {
  const names = commandTable.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const offers = await bashOffers([""]);
  deepEqual(names.filter((name) => !offers.includes(name)), []);
  ok(offers.includes("--app"));
  deepEqual(await bashOffers(["de"]), ["demo", "describe"]);
  deepEqual(await bashOffers(["--json", "demo", "--o"]), ["--override", "--once"]);
  deepEqual(await bashOffers(["run", "--app", "/us"]), ["/usr"]);
  deepEqual(await bashOffers(["version", "--once"]), [""]);
});

Deno.test("completions names every command for zsh and fish", async () => {
  const [zsh, fish] = [await script("zsh"), await script("fish")];
  match(zsh, /^#compdef lunation\n/);
  for (const { name } of commandTable) {
    ok(zsh.includes(`'${name}:`), name);
    match(fish, new RegExp(`^complete .* -f -a ${name} -d '`, "m"));
  }
  match(fish, /-n "__fish_seen_subcommand_from demo" -l once$/m);
  match(zsh, /^ {4}demo\) compadd -- --once ;;$/m);
});

Deno.test("completions refuses other shells", async () => {
  const { host, written } = testHost();
  equal(await main(["completions", "tcsh"], host), 2);
  equal(written.stderr, 'error: there are no completions for "tcsh", only for bash, zsh and fish\n');
});
