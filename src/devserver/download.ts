import { dirname, join } from "node:path";
import { files } from "../platform/mod.ts";
import { type OnProgress, withProgress } from "./progress.ts";

/** Gets the CLI over the network. */
export interface Downloader {
  /** Whether the place to download from answers. */
  isReachable(version: string): Promise<boolean>;
  /** Puts the CLI at the path `target`. */
  download(target: string, version: string, onProgress: OnProgress): Promise<void>;
}

/**
 * Lets Temporal's SDK download the CLI into the folder of `target`, and puts it there under that name. The SDK has no
 * download on its own: it starts a server, which is stopped again.
 */
export const sdkDownloader: Downloader = { isReachable, download };

async function isReachable(version: string): Promise<boolean> {
  try {
    const url = `https://temporal.download/cli/${version}?platform=linux&arch=amd64`;
    const response = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(3000) });
    return response.status < 500;
  } catch {
    return false;
  }
}

async function download(target: string, version: string, onProgress: OnProgress): Promise<void> {
  const folder = dirname(target);
  const step = `Downloading the Temporal CLI ${version}`;
  await withProgress(onProgress, step, "10 to 60 seconds, once", async () => {
    const { TestWorkflowEnvironment } = await import("@temporalio/testing");
    const executable = { type: "cached-download", version: `v${version}`, downloadDir: folder } as const;
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    await environment.teardown();
  });
  for await (const { name, isFile } of files.readDir(folder)) {
    if (isFile && name.startsWith("temporal")) return await files.rename(join(folder, name), target);
  }
  throw new Error(`the SDK left no program in "${folder}"`);
}
