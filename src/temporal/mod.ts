export type { ClientSettings } from "./client_settings.ts";
export { executeWorkflow, type ExecuteWorkflowOptions } from "./execute_workflow.ts";
export { replayHistory, type ReplayOutcome } from "./replay_history.ts";
export { TemporalClient, type TemporalClientOptions } from "./temporal_client.ts";
export { TemporalWorker, type TemporalWorkerOptions } from "./temporal_worker.ts";
export type { Deployment, WorkerSettings } from "./worker_settings.ts";
