// Writes the workflow bundle of the TypeScript peer to the first path given; the second one names other workflows. A process of its own: webpack's memory and time
// do not belong to a worker.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";

const { code } = await bundleWorkflowCode({
  workflowsPath: process.argv[3] ?? fileURLToPath(new URL("./workflows.ts", import.meta.url)),
  logger: new DefaultLogger("WARN"),
});
writeFileSync(process.argv[2], code);
