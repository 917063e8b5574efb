import { condition, defineSignal, proxyActivities, setHandler } from "@temporalio/workflow";

interface Activities {
  "app:echo"(value: number): Promise<number>;
}

const activities = proxyActivities<Activities>({ startToCloseTimeout: "10m" });
const number = defineSignal<[number]>("n");

async function idle() {
  let isOver = false;
  setHandler(number, () => void (isOver = true));
  await condition(() => isOver);
}

async function counts(last: number) {
  let sum = 0;
  setHandler(number, (n) => void (sum += n));
  await condition(() => sum >= last);
  return sum;
}

async function steps(count: number) {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await activities["app:echo"](1);
  return sum;
}

export { counts as "app:counts", idle as "app:idle", steps as "app:steps" };
