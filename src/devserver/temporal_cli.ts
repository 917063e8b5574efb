import { delimiter, dirname, join } from "node:path";
import { errorText } from "../base/mod.ts";
import { build, files, isAccessDenied, isNotAFolder, isNotFound } from "../platform/mod.ts";
import { buildWithGo } from "./build_with_go.ts";
import { DevServerError } from "./dev_server_error.ts";
import { type Downloader, sdkDownloader } from "./download.ts";
import { withFileLock } from "./file_lock.ts";
import { programFile } from "./program_file.ts";
import type { OnProgress } from "./progress.ts";

/** The version that is built or downloaded when the machine has none. */
export const TEMPORAL_VERSION = "1.5.1";

const INSTALL_HINTS = [
  "Install the Temporal CLI: https://docs.temporal.io/cli#install (macOS: brew install temporal)",
  `Or install Go and run: go install github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_VERSION}`,
  "Then put it on the PATH or set TEMPORAL_CLI to its path",
];

/** How {@linkcode temporalCli} looks for the program. */
export interface TemporalCliOptions {
  /** Lunation's cache: {@linkcode cacheFolder}. */
  readonly cache: string;
  readonly env: (name: string) => string | undefined;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
  /** @default {@linkcode sdkDownloader} */
  readonly downloader?: Downloader;
}

/**
 * Finds the Temporal CLI or gets it (architecture.md §9): `TEMPORAL_CLI`, the PATH, our cache; then the SDK's download, or a
 * build with Go where the network does not give the download.
 *
 * @returns its path
 * @throws {DevServerError} when there is no way to it
 */
export async function temporalCli(options: TemporalCliOptions): Promise<string> {
  const { cache, env, onProgress, signal } = options;
  const named = env("TEMPORAL_CLI");
  if (named) {
    if (isExecutable(named)) return named;
    throw new DevServerError(`TEMPORAL_CLI names "${named}", which is not an executable file`);
  }
  const cached = join(cache, "temporal", TEMPORAL_VERSION, programFile("temporal"));
  const found = onPath("temporal", env) ?? (isExecutable(cached) ? cached : undefined);
  if (found) return found;

  const onWait = (holder: number) =>
    onProgress({
      step: `Waiting for process ${holder}, which is getting the Temporal CLI`,
      usually: "up to 6 minutes",
      elapsedSeconds: 0,
      done: false,
    });
  return await withFileLock(`${dirname(cached)}.lock`, signal, onWait, async () => {
    if (!isExecutable(cached)) await get(cached, options);
    return cached;
  });
}

/** Tries the ways there are; what went wrong with each is told when none works. */
async function get(target: string, options: TemporalCliOptions): Promise<void> {
  const { env, onProgress, signal, downloader = sdkDownloader } = options;
  const go = onPath("go", env);
  const ways = [{ name: "Download", run: () => downloader.download(target, TEMPORAL_VERSION, onProgress) }];
  if (go) {
    const build = { name: "Build with Go", run: () => buildWithGo(go, target, TEMPORAL_VERSION, onProgress, signal) };
    if (await downloader.isReachable(TEMPORAL_VERSION)) ways.push(build);
    else ways.unshift(build);
  }
  const failures: string[] = [];
  await files.mkdir(dirname(target), { recursive: true });
  for (const { name, run } of ways) {
    try {
      return await run();
    } catch (error) {
      signal.throwIfAborted();
      failures.push(`${name} failed: ${errorText(error)}`);
    }
  }
  throw new DevServerError("There is no Temporal CLI on this machine, and it could not be got", [
    ...failures,
    ...INSTALL_HINTS,
  ]);
}

function onPath(name: string, env: TemporalCliOptions["env"]): string | undefined {
  const folders = (env("PATH") ?? "").split(delimiter).filter((folder) => folder !== "");
  // Go's own installer puts it where few have it on their PATH.
  if (name === "go" && build.os !== "windows") folders.push("/usr/local/go/bin");
  return folders.map((folder) => join(folder, programFile(name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    const { isFile, mode } = files.statSync(path);
    return isFile && (mode === null || (mode & 0o111) !== 0);
  } catch (error) {
    if (isNotFound(error) || isNotAFolder(error)) return false;
    if (isAccessDenied(error)) return false;
    throw error;
  }
}
