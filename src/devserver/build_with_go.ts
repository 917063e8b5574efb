import { basename, dirname, join } from "node:path";
import { files, processes } from "../platform/mod.ts";
import { type OnProgress, withProgress } from "./progress.ts";

/** How much of Go's output is kept to explain a failure. */
const TAIL_LINES = 5;

/**
 * Builds the Temporal CLI from the Go module proxy into a folder of its own and moves it to `target` when it is whole.
 *
 * @param go path of the Go tool
 * @throws Error with the last lines of Go's output when the build fails
 */
export async function buildWithGo(
  go: string,
  target: string,
  version: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const folder = await files.makeTempDir({ dir: dirname(target), prefix: "build-" });
  try {
    const step = `Building the Temporal CLI ${version} with Go`;
    await withProgress(
      onProgress,
      step,
      "2 to 10 minutes, once",
      (detail) => install(go, folder, version, signal, detail),
    );
    await files.rename(join(folder, basename(target)), target);
  } finally {
    await files.remove(folder, { recursive: true });
  }
}

async function install(
  go: string,
  folder: string,
  version: string,
  signal: AbortSignal,
  detail: (text: string) => void,
): Promise<void> {
  const child = processes.spawn(go, {
    args: ["install", "-v", `github.com/temporalio/cli/cmd/temporal@v${version}`],
    env: { GOBIN: folder, CGO_ENABLED: "0" },
    signal,
  });
  const tail: string[] = [];
  let [downloaded, compiled] = [0, 0];
  for await (const line of lines(child.stderr)) {
    if (line.startsWith("go: downloading ")) detail(`step 1 of 2: ${++downloaded} modules downloaded`);
    else detail(`step 2 of 2: ${++compiled} of about 1300 packages compiled`);
    tail.push(line);
    if (tail.length > TAIL_LINES) tail.shift();
  }
  const { success } = await child.status;
  signal.throwIfAborted();
  if (!success) throw new Error(tail.join("; ") || "go install gave no reason");
}

async function* lines(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of bytes.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
  if (rest !== "") yield rest;
}
