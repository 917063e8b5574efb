package main

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

func registerWorkflows(w worker.Worker) {
	for name, function := range map[string]any{
		"peer:echo":    echo,
		"peer:adds":    adds,
		"peer:fails":   fails,
		"peer:calls":   calls,
		"peer:signals": signals,
	} {
		w.RegisterWorkflowWithOptions(function, workflow.RegisterOptions{Name: name})
	}
}

func echo(_ workflow.Context, first, second any) ([]any, error) {
	return []any{first, second}, nil
}

// Adds up what comes as signals and updates until the signal "done" comes.
func adds(ctx workflow.Context, sum int) (int, error) {
	err := workflow.SetQueryHandler(ctx, "sum", func() (int, error) { return sum, nil })
	if err != nil {
		return 0, err
	}
	add := func(_ workflow.Context, n int) (int, error) {
		sum += n
		return sum, nil
	}
	validate := func(n int) error {
		if n < 0 {
			return temporal.NewApplicationError("negative", "Invalid")
		}
		return nil
	}
	if err := workflow.SetUpdateHandlerWithOptions(ctx, "add", add, workflow.UpdateHandlerOptions{Validator: validate}); err != nil {
		return 0, err
	}
	isDone := false
	selector := workflow.NewSelector(ctx)
	selector.AddReceive(workflow.GetSignalChannel(ctx, "add"), func(c workflow.ReceiveChannel, _ bool) {
		var n int
		c.Receive(ctx, &n)
		sum += n
	})
	selector.AddReceive(workflow.GetSignalChannel(ctx, "done"), func(c workflow.ReceiveChannel, _ bool) {
		c.Receive(ctx, nil)
		isDone = true
	})
	selector.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
	for !isDone && ctx.Err() == nil {
		selector.Select(ctx)
	}
	return sum, ctx.Err()
}

func fails(workflow.Context) error {
	return declined()
}

type call struct {
	Target    string `json:"target"`
	Type      string `json:"type"`
	TaskQueue string `json:"taskQueue"`
	TimeoutMs int    `json:"timeoutMs"`
	Attempts  int32  `json:"attempts"`
	Args      []any  `json:"args"`
}

type outcome struct {
	Value   any      `json:"value,omitempty"`
	Failure *failure `json:"failure,omitempty"`
}

// Calls an activity or a child, and tells how it ended.
func calls(ctx workflow.Context, c call) (outcome, error) {
	var value any
	var future workflow.Future
	timeout := time.Duration(c.TimeoutMs) * time.Millisecond
	switch c.Target {
	case "activity":
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
			TaskQueue:           c.TaskQueue,
			StartToCloseTimeout: timeout,
			HeartbeatTimeout:    10 * time.Second,
			WaitForCancellation: true,
			RetryPolicy:         &temporal.RetryPolicy{MaximumAttempts: c.Attempts, InitialInterval: time.Millisecond},
		})
		future = workflow.ExecuteActivity(ctx, c.Type, c.Args...)
	case "child":
		ctx = workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
			TaskQueue:                c.TaskQueue,
			WorkflowExecutionTimeout: timeout,
			WaitForCancellation:      true,
		})
		future = workflow.ExecuteChildWorkflow(ctx, c.Type, c.Args...)
	default:
		return outcome{}, errors.New("no such target")
	}
	if err := future.Get(ctx, &value); err != nil {
		return outcome{Failure: describe(err)}, nil
	}
	return outcome{Value: value}, nil
}

type signal struct {
	WorkflowID string `json:"workflowId"`
	Name       string `json:"name"`
	Arg        any    `json:"arg"`
}

func signals(ctx workflow.Context, s signal) error {
	return workflow.SignalExternalWorkflow(ctx, s.WorkflowID, "", s.Name, s.Arg).Get(ctx, nil)
}
