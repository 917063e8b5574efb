import { startDevServer } from "../../src/devserver/mod.ts";
import { runTests } from "./run_tests.ts";
import { findTemporalCli, showProgress } from "./temporal_cli.ts";
import { parseTestArguments } from "./test_arguments.ts";

/** `deno task test [--soak] [--seed N] [files and options of "deno test"]`: one Temporal dev server, then every test. */
async function main(args: readonly string[]): Promise<number> {
  const { soak, seed, files, options } = parseTestArguments(args);
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, () => stop.abort());

  const cli = await findTemporalCli(stop.signal);
  Deno.env.set("TEMPORAL_CLI", cli);
  const server = await startDevServer({
    appFolder: Deno.cwd(),
    port: 0,
    namespaces: ["default"],
    takenPort: "free",
    ephemeral: true,
    onProgress: showProgress,
    signal: stop.signal,
  });
  try {
    console.error(`Seed of random tests: ${seed} (repeat with --seed ${seed})`);
    const env = {
      LUNATION_TEST_SERVER: server.address,
      LUNATION_TEST_SEED: String(seed),
      ...(soak && { LUNATION_TEST_SOAK: "1" }),
    };
    const write = (bytes: Uint8Array) => Deno.stdout.write(bytes);
    const { passed, failed } = await runTests({ files, options, env, signal: stop.signal, write });
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

try {
  Deno.exit(await main(Deno.args));
} catch (error) {
  console.error(error);
  console.log("0 passed, 1 failed");
  Deno.exit(1);
}
