import type { Client } from "@temporalio/client";
import { until } from "./until.ts";

/** Makes a build the current one as soon as the server knows it. */
export async function makeCurrent(
  { workflowService }: Client,
  namespace: string,
  deploymentName: string,
  buildId: string,
): Promise<void> {
  await until(async () => {
    const { workerDeploymentInfo: info } = await workflowService
      .describeWorkerDeployment({ namespace, deploymentName }).catch(() => ({ workerDeploymentInfo: null }));
    return info?.versionSummaries?.some((summary) => summary.deploymentVersion?.buildId === buildId);
  });
  await until(() =>
    workflowService.setWorkerDeploymentCurrentVersion({ namespace, deploymentName, buildId, identity: "test" })
      .catch(() => false)
  );
}
