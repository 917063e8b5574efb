import { parseTestArguments } from "./test_arguments.ts";
import { runTests } from "./run_tests.ts";
import { startTestServer } from "./test_server.ts";

/** `deno task test [--soak] [--seed N] [files and options of "deno test"]`: one Temporal dev server, then every test. */
async function main(args: readonly string[]): Promise<number> {
  const { soak, seed, files, options } = parseTestArguments(args);
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, onSignal);

  console.error(`Seed of random tests: ${seed} (repeat with --seed ${seed})`);
  const server = await startTestServer(stop.signal);
  try {
    const env: Record<string, string> = {
      LUNATION_TEST_SERVER: server.address,
      LUNATION_TEST_SEED: String(seed),
      TEMPORAL_CLI: server.cli,
    };
    if (soak) env.LUNATION_TEST_SOAK = "1";
    const { passed, failed } = await runTests({
      files,
      options,
      env,
      signal: stop.signal,
      write: (bytes) => Deno.stdout.write(bytes),
    });
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

Deno.exit(await main(Deno.args));
