export { type CallOptions, FunctionRunner, type FunctionRunnerOptions } from "./function_runner.ts";
export type { Exit, OutgoingMessage, ProcessHandle } from "./process_handle.ts";
export { type ForeignPlaces, ProcessNode, type ProcessNodeOptions } from "./process_node.ts";
export type { ProcessPlace, SpawnRequest } from "./process_place.ts";
export type { WorkflowClient, WorkflowStart } from "./workflow_client.ts";
export { WorkflowPlace, type WorkflowPlaceOptions } from "./workflow_place.ts";
