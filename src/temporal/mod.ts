export { ConnectionError, type ConnectionFault, type CredentialSource } from "./connection/mod.ts";
export type { ClientSettings } from "./client_settings.ts";
export { type Examination, type ExaminationStep, examineClient, type ExamineOptions } from "./examine_client.ts";
export { executeWorkflow, type ExecuteWorkflowOptions } from "./execute_workflow.ts";
export { replayHistory, type ReplayOutcome } from "./replay_history.ts";
export { TemporalClient, type TemporalClientOptions } from "./temporal_client.ts";
export { TemporalWorker, type TemporalWorkerOptions } from "./temporal_worker.ts";
export type { Deployment, Pollers, WorkerSettings } from "./worker_settings.ts";
export { type Directory, type VersioningBehavior, WORKFLOW_ABI } from "../workflow/mod.ts";
