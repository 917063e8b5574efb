export { ConnectionError, type ConnectionFault, type CredentialSource } from "./connection/mod.ts";
export { type ClientSettings, TemporalClient, type TemporalClientOptions } from "./temporal_client.ts";
export { type Examination, type ExaminationStep, examineClient, type ExamineOptions } from "./examine_client.ts";
export { ExecutionView } from "./executions/execution_view.ts";
export { type FetchedHistory, fetchHistories } from "./fetch_histories.ts";
export { replayHistory, type ReplayOutcome } from "./replay_history.ts";
export { TemporalWorker, type TemporalWorkerOptions } from "./temporal_worker.ts";
export { WorkflowExecution } from "./executions/workflow_execution.ts";
export type {
  PendingActivity,
  PendingChild,
  PendingTimer,
  WorkflowDescription,
  WorkflowOutline,
} from "./executions/workflow_description.ts";
export {
  type RegistrationIndex,
  type VersioningBehavior,
  WORKFLOW_ABI,
  type WorkflowSettings,
} from "../workflow/mod.ts";
