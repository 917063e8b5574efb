import proto from "@temporalio/proto";

const { enums } = proto.temporal.api;

/* Numbers that Temporal's messages use. The package is CommonJS, whose named exports Deno cannot see. */

export const { RetryState, TimeoutType, VersioningBehavior, WorkflowTaskFailedCause } = enums.v1;
export const { ActivityCancellationType } = proto.coresdk.workflow_commands;
export const { ChildWorkflowCancellationType, StartChildWorkflowExecutionFailedCause } = proto.coresdk.child_workflow;
export const { VersioningIntent } = proto.coresdk.common;
