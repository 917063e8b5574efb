import {
  ApplicationFailure,
  condition,
  defaultPayloadConverter,
  defineQuery,
  defineSignal,
  defineUpdate,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  type WorkflowInterceptors,
} from "@temporalio/workflow";
import { describeFailure } from "./describe_failure.mjs";

function echo(first: unknown, second: unknown) {
  return Promise.resolve([first, second]);
}

/** Adds up what comes as signals and updates until the signal "done" comes. */
async function adds(sum: number) {
  let isDone = false;
  setHandler(defineQuery("sum"), () => sum);
  setHandler(defineSignal<[number]>("add"), (n) => void (sum += n));
  setHandler(defineSignal("done"), () => void (isDone = true));
  setHandler(defineUpdate<number, [number]>("add"), (n) => sum += n, {
    validator(n) {
      if (n < 0) throw ApplicationFailure.create({ message: "negative", type: "Invalid" });
    },
  });
  await condition(() => isDone);
  return sum;
}

function fails() {
  return Promise.reject(ApplicationFailure.nonRetryable("no money", "CardDeclined", { code: 7 }, "second"));
}

interface Call {
  readonly target: "activity" | "child";
  readonly type: string;
  readonly taskQueue: string;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly args: unknown[];
}

/** Calls an activity or a child, and tells how it ended. */
async function calls({ target, type, taskQueue, timeoutMs, attempts, args }: Call) {
  try {
    if (target === "child") {
      return { value: await executeChild(type, { taskQueue, args, workflowExecutionTimeout: timeoutMs }) };
    }
    const activities = proxyActivities<Record<string, (...args: unknown[]) => Promise<unknown>>>({
      taskQueue,
      startToCloseTimeout: timeoutMs,
      heartbeatTimeout: "10s",
      cancellationType: "WAIT_CANCELLATION_COMPLETED",
      retry: { maximumAttempts: attempts, initialInterval: 1 },
    });
    return { value: await activities[type]!(...args) };
  } catch (error) {
    return { failure: describeFailure(error) };
  }
}

async function signals({ workflowId, name, arg }: { workflowId: string; name: string; arg: unknown }) {
  await getExternalWorkflowHandle(workflowId).signal(name, arg);
}

/** Hands the headers that came down to what the workflow calls. */
export function interceptors(): WorkflowInterceptors {
  let context = defaultPayloadConverter.toPayload({ tenant: "acme" });
  return {
    inbound: [{
      execute: (input, next) => {
        context = input.headers["wippy-context"] ?? context;
        return next(input);
      },
    }],
    outbound: [{
      scheduleActivity: (input, next) => next({ ...input, headers: { "wippy-context": context } }),
      startChildWorkflowExecution: (input, next) => next({ ...input, headers: { "wippy-context": context } }),
      signalWorkflow: (input, next) => next({ ...input, headers: { "wippy-context": context } }),
    }],
  };
}

export {
  adds as "peer:adds",
  calls as "peer:calls",
  echo as "peer:echo",
  fails as "peer:fails",
  signals as "peer:signals",
};
