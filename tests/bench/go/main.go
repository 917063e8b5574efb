// The order workflow of the benchmark on Temporal's Go SDK.
//
// Takes one argument, a JSON plan (tests/bench/plan.ts), and prints one JSON measurement.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"os"
	"sync"
	"syscall"
	"time"

	enums "go.temporal.io/api/enums/v1"
	history "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

type plan struct {
	Address   string `json:"address"`
	TaskQueue string `json:"taskQueue"`
	Workflows int    `json:"workflows"`
	Replays   int    `json:"replays"`
	WarmUp    int    `json:"warmUp"`
	Slots     int    `json:"slots"`
	Pollers   int    `json:"pollers"`
}

type measurement struct {
	Seconds      float64 `json:"seconds"`
	CPUMs        float64 `json:"cpuMs"`
	ReplayCPUMs  float64 `json:"replayCpuMs"`
	PeakRSSBytes int64   `json:"peakRssBytes"`
	Events       int     `json:"events"`
}

type orderInput struct {
	Total int `json:"total"`
}

type chargeInput struct {
	Amount int `json:"amount"`
}

type payment struct {
	ID     string `json:"id"`
	Amount int    `json:"amount"`
}

type orderResult struct {
	Status  string `json:"status"`
	Payment string `json:"payment"`
	Sum     int    `json:"sum"`
}

func charge(_ context.Context, input chargeInput) (payment, error) {
	return payment{ID: "pay-1", Amount: input.Amount}, nil
}

func order(ctx workflow.Context, input orderInput) (orderResult, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: 10 * time.Minute})
	var paid payment
	if err := workflow.ExecuteActivity(ctx, "app:charge", chargeInput{input.Total}).Get(ctx, &paid); err != nil {
		return orderResult{}, err
	}
	if err := workflow.Sleep(ctx, 100*time.Millisecond); err != nil {
		return orderResult{}, err
	}
	return orderResult{Status: "completed", Payment: paid.ID, Sum: paid.Amount + 1}, nil
}

func main() {
	var p plan
	must(json.Unmarshal([]byte(os.Args[1]), &p))
	logger := sdklog.NewStructuredLogger(slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})))
	c, err := client.Dial(client.Options{HostPort: p.Address, Logger: logger})
	must(err)
	defer c.Close()
	w := worker.New(c, p.TaskQueue, worker.Options{
		MaxConcurrentWorkflowTaskExecutionSize: p.Slots,
		MaxConcurrentActivityExecutionSize:     p.Slots,
		MaxConcurrentWorkflowTaskPollers:       p.Pollers,
		MaxConcurrentActivityTaskPollers:       p.Pollers,
	})
	w.RegisterWorkflowWithOptions(order, workflow.RegisterOptions{Name: "app:order"})
	w.RegisterActivityWithOptions(charge, activity.RegisterOptions{Name: "app:charge"})
	must(w.Start())

	runOrders(c, p.TaskQueue, "warm-up", p.WarmUp)
	cpu, start := cpuTime(), time.Now()
	runOrders(c, p.TaskQueue, "run", p.Workflows)
	m := measurement{Seconds: time.Since(start).Seconds(), CPUMs: milliseconds(cpuTime() - cpu)}
	recorded := fetchHistory(c, orderID(p.TaskQueue, "run", 0))
	m.Events = len(recorded.Events)
	w.Stop()

	replay(recorded, logger, p.WarmUp)
	cpu = cpuTime()
	replay(recorded, logger, p.Replays)
	m.ReplayCPUMs = milliseconds(cpuTime() - cpu)
	m.PeakRSSBytes = peakRSS()
	must(json.NewEncoder(os.Stdout).Encode(m))
}

func orderID(taskQueue, phase string, index int) string {
	return fmt.Sprintf("%s-%s-%d", taskQueue, phase, index)
}

func runOrders(c client.Client, taskQueue, phase string, count int) {
	var all sync.WaitGroup
	for i := range count {
		all.Go(func() {
			options := client.StartWorkflowOptions{TaskQueue: taskQueue, ID: orderID(taskQueue, phase, i)}
			run, err := c.ExecuteWorkflow(context.Background(), options, "app:order", orderInput{5000})
			must(err)
			var result orderResult
			must(run.Get(context.Background(), &result))
			if result != (orderResult{"completed", "pay-1", 5001}) {
				log.Fatalf("wrong result: %+v", result)
			}
		})
	}
	all.Wait()
}

func fetchHistory(c client.Client, workflowID string) *history.History {
	var recorded history.History
	events := c.GetWorkflowHistory(context.Background(), workflowID, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for events.HasNext() {
		event, err := events.Next()
		must(err)
		recorded.Events = append(recorded.Events, event)
	}
	return &recorded
}

func replay(recorded *history.History, logger sdklog.Logger, count int) {
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterWorkflowWithOptions(order, workflow.RegisterOptions{Name: "app:order"})
	for range count {
		must(replayer.ReplayWorkflowHistory(logger, recorded))
	}
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// peakRSS is in bytes; Linux counts kilobytes.
func peakRSS() int64 {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return usage.Maxrss * 1024
}

func milliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
