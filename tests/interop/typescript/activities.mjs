import { activityInfo, cancelled, heartbeat } from "@temporalio/activity";
import { ApplicationFailure } from "@temporalio/common";
import { tenantOf } from "./headers.mjs";

/** The activities of the peer, by type. */
export const activities = {
  "peer:double": (n) => Promise.resolve({ from: n, doubled: 2 * n }),
  "peer:bytes": (text) => Promise.resolve(new TextEncoder().encode(text)),
  "peer:nothing": () => Promise.resolve(),
  "peer:tenant": () => Promise.resolve(tenantOf()),
  "peer:declines": () => Promise.reject(declined()),
  "peer:busy": () => Promise.reject(ApplicationFailure.retryable(`attempt ${activityInfo().attempt}`, "Unavailable")),
  "peer:hangs": hangs,
};

function declined() {
  return ApplicationFailure.nonRetryable("no money", "CardDeclined", { code: 7 }, "second");
}

/** Runs until it is cancelled, which it learns by its heartbeats. */
async function hangs() {
  const timer = setInterval(heartbeat, 100);
  try {
    await cancelled();
  } finally {
    clearInterval(timer);
  }
}
