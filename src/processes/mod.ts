export {
  type CallableProcess,
  type CallOptions,
  FunctionRunner,
  type FunctionRunnerOptions,
  type ProcessStart,
} from "./function_runner.ts";
export { exitOf, resultOfExit } from "./exit.ts";
export { reachProcess } from "./reach_process.ts";
export type { Exit, OutgoingMessage, ProcessHandle } from "./process_handle.ts";
export { type ForeignTargets, ProcessNode, type ProcessNodeOptions } from "./process_node.ts";
export { ProcessHost, type ProcessHostOptions } from "./process_host.ts";
export { ProcessService, type ProcessServiceOptions } from "./process_service.ts";
export type { SpawnRequest, SpawnTarget } from "./spawn_target.ts";
export type { WorkflowClient, WorkflowStart } from "./workflow/workflow_client.ts";
export { WorkflowTarget, type WorkflowTargetOptions } from "./workflow/workflow_target.ts";
