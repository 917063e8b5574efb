package main

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
)

func registerActivities(w worker.Worker) {
	for name, function := range map[string]any{
		"peer:double":   double,
		"peer:bytes":    bytes,
		"peer:nothing":  nothing,
		"peer:tenant":   tenant,
		"peer:declines": declines,
		"peer:busy":     busy,
		"peer:hangs":    hangs,
	} {
		w.RegisterActivityWithOptions(function, activity.RegisterOptions{Name: name})
	}
}

func double(_ context.Context, n int) (map[string]any, error) {
	return map[string]any{"from": n, "doubled": 2 * n}, nil
}

func bytes(_ context.Context, text string) ([]byte, error) {
	return []byte(text), nil
}

func nothing(context.Context) error {
	return nil
}

func tenant(ctx context.Context) (any, error) {
	return ctx.Value(tenantKey{}), nil
}

func declines(context.Context) error {
	return declined()
}

func declined() error {
	return temporal.NewNonRetryableApplicationError("no money", "CardDeclined", nil, map[string]any{"code": 7}, "second")
}

func busy(ctx context.Context) error {
	return temporal.NewApplicationError(fmt.Sprintf("attempt %d", activity.GetInfo(ctx).Attempt), "Unavailable")
}

// Runs until it is cancelled, which it learns by its heartbeats.
func hangs(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
			activity.RecordHeartbeat(ctx)
		}
	}
}
