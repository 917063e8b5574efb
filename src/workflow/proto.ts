import type { coresdk, temporal } from "@temporalio/proto";

export type Payload = temporal.api.common.v1.IPayload;
export type Failure = temporal.api.failure.v1.IFailure;
export type Timestamp = NonNullable<coresdk.workflow_activation.IWorkflowActivation["timestamp"]>;
export type Activation = coresdk.workflow_activation.IWorkflowActivation;
export type Job = coresdk.workflow_activation.IWorkflowActivationJob;
export type WorkflowCommand = coresdk.workflow_commands.IWorkflowCommand;
export type Completion = coresdk.workflow_completion.IWorkflowActivationCompletion;
export type ActivityResolution = coresdk.activity_result.IActivityResolution;
export type Query = coresdk.workflow_activation.IQueryWorkflow;
export type Duration = NonNullable<coresdk.workflow_commands.IStartTimer["startToFireTimeout"]>;
export type InitializeWorkflow = coresdk.workflow_activation.IInitializeWorkflow;
export type ChildStart = coresdk.workflow_activation.IResolveChildWorkflowExecutionStart;
export type ChildEnd = coresdk.workflow_activation.IResolveChildWorkflowExecution;
export type Update = coresdk.workflow_activation.IDoUpdate;
export type Signal = coresdk.workflow_activation.ISignalWorkflow;
