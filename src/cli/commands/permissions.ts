import { isAbsolute, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build, program } from "../../platform/mod.ts";
import type { PermissionNeed } from "../../registry/mod.ts";
import { type LoadedApp, permissionsOf, usersOf } from "../../app/mod.ts";
import type { InputOf } from "../command.ts";
import type * as commands from "../command_table.ts";
import type { CliContext } from "../context.ts";
import { loadApp } from "../run/load_app.ts";
import { shellWord } from "../program_command.ts";
import { reportFaults } from "../report/faults.ts";

/** Variables that packages look at for their own debugging: Deno hides them, so that nobody has to allow them. */
const HIDDEN_VARIABLES = [
  "FENGARICONF",
  "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH",
  "GRPC_EXPERIMENTAL_ENABLE_OUTLIER_DETECTION",
  "GRPC_NODE_DEBUG_SEND_ERROR_DETAILS",
  "GRPC_NODE_TRACE",
  "GRPC_NODE_USE_ALTERNATIVE_RESOLVER",
  "GRPC_NODE_VERBOSITY",
  "GRPC_SSL_CIPHER_SUITES",
  "GRPC_TRACE",
  "GRPC_VERBOSITY",
  "LOG_STREAM",
  "LOG_TOKENS",
  "TEMPORAL_DEBUG",
  "TEMPORAL_TRACE_NATIVE_CALLS",
];

/** One flag of `deno run` with its values. */
interface Flag {
  readonly flag: string;
  readonly values: readonly string[];
}

/**
 * Prints the command that runs the application from source with no more rights than it needs (architecture.md §5); with `--json`
 * `{flags: [{flag, values}], command}`. What cannot be known, such as the hosts that functions send requests to, is told on
 * stderr and added with `--net`.
 *
 * @returns 1 when the application has faults, and in the compiled file
 */
export async function permissions(
  context: CliContext,
  { options: { net: hosts } }: InputOf<typeof commands.permissions>,
): Promise<number> {
  const { options, stdout, stderr } = context;
  if (build.standalone) {
    stderr('error: The permissions of this file are fixed; "permissions" is for running Lunation from its source\n');
    return 1;
  }
  const read = new Set<string>();
  const env = {
    get: (name: string) => (read.add(name), context.env.get(name)),
    toObject: () => context.env.toObject(),
  };
  const app = await loadApp({ ...context, env }, "warning");
  if (reportFaults(app, context) > 0) return 1;
  await app.resources.environment?.all();
  const flags = flagsOf(app, [...read], hosts, options.configFile);
  const main = fileURLToPath(program.mainModule);
  const words = flags.map(({ flag, values }) => values.length === 0 ? flag : `${flag}=${values.join(",")}`);
  const command = ["deno", "run", ...words, main, "run", "--app", options.appFolder].map((word) => shellWord(word))
    .join(" ");
  stdout(options.json ? `${JSON.stringify({ flags, command }, null, 2)}\n` : `${command}\n`);
  const users = usersOf("http_client", app).map(({ entry }) => entry.id);
  if (users.length > 0 && hosts.length === 0) {
    stderr(`note: ${users.join(", ")} may send requests with "http_client"; name the hosts: --net HOST:PORT\n`);
  }
  return 0;
}

function flagsOf(app: LoadedApp, variables: string[], hosts: readonly string[], configFile?: string): Flag[] {
  const needs = permissionsOf(app);
  const valuesOf = (name: PermissionNeed["name"]) =>
    needs.filter((need) => need.name === name).map(({ value }) => value);
  const folders = [app.appFolder, ...configFile === undefined ? [] : [configFile]];
  const all: Flag[] = [
    { flag: "--allow-read", values: [...folders, ...valuesOf("read")].filter(isOutside(app.appFolder)) },
    { flag: "--allow-write", values: valuesOf("write") },
    { flag: "--allow-net", values: [...valuesOf("net"), ...hosts] },
    { flag: "--allow-env", values: variables.filter((name) => name !== "NO_COLOR").sort() },
    { flag: "--allow-ffi", values: valuesOf("ffi") },
    { flag: "--allow-sys", values: valuesOf("sys") },
  ];
  const needed = all.filter(({ values }) => values.length > 0)
    .map(({ flag, values }) => ({ flag, values: [...new Set(values)] }));
  return [{ flag: "--no-prompt", values: [] }, ...needed, { flag: "--ignore-env", values: HIDDEN_VARIABLES }];
}

/** The folder itself, and what does not lie in it. */
function isOutside(folder: string): (path: string) => boolean {
  return (path) => {
    const way = relative(folder, path);
    return way === "" || way.startsWith("..") || isAbsolute(way);
  };
}
