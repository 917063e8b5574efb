export type { Directory } from "./directory.ts";
export { fromFailure } from "./from_failure.ts";
export { LuaWorkflowCreator } from "./lua_workflow_creator.ts";
export { fromPayload, toPayload } from "./payload.ts";
export { readReport } from "./read_report.ts";
export { toFailure } from "./to_failure.ts";
export type { VersioningBehavior } from "./versioning_behavior.ts";
export { WORKFLOW_ABI } from "./workflow_abi.ts";
export type { WorkflowSettings } from "./workflow_settings.ts";
