import { proxyActivities, sleep } from "@temporalio/workflow";

interface Activities {
  "app:charge"(input: { amount: number }): Promise<{ id: string; amount: number }>;
}

const activities = proxyActivities<Activities>({ startToCloseTimeout: "10m" });

async function order({ total }: { total: number }) {
  const payment = await activities["app:charge"]({ amount: total });
  await sleep(100);
  return { status: "completed", payment: payment.id, sum: payment.amount + 1 };
}

export { order as "app:order" };
