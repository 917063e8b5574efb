// A program on Temporal's Go SDK that Lunation is tried with: a worker of its own queue, and a client that does what it is
// told (tests/interop/_peer.ts).
//
// Takes one argument, JSON with address, namespace and taskQueue. Reads one request a line from stdin, and writes one
// answer a line to stdout; ends with stdin.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"log"
	"log/slog"
	"os"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
)

type place struct {
	Address   string `json:"address"`
	Namespace string `json:"namespace"`
	TaskQueue string `json:"taskQueue"`
}

type request struct {
	ID         int    `json:"id"`
	Operation  string `json:"operation"`
	WorkflowID string `json:"workflowId"`
	Type       string `json:"type"`
	TaskQueue  string `json:"taskQueue"`
	TimeoutMs  int    `json:"timeoutMs"`
	Name       string `json:"name"`
	Args       []any  `json:"args"`
}

type answer struct {
	ID      int      `json:"id"`
	Value   any      `json:"value,omitempty"`
	Failure *failure `json:"failure,omitempty"`
}

func main() {
	var p place
	must(json.Unmarshal([]byte(os.Args[1]), &p))
	handler := slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError + 1})
	c, err := client.Dial(client.Options{
		HostPort:           p.Address,
		Namespace:          p.Namespace,
		Logger:             sdklog.NewStructuredLogger(slog.New(handler)),
		ContextPropagators: []workflow.ContextPropagator{headers{}},
	})
	must(err)
	defer c.Close()
	w := worker.New(c, p.TaskQueue, worker.Options{MaxHeartbeatThrottleInterval: 200 * time.Millisecond})
	registerWorkflows(w)
	registerActivities(w)
	must(w.Start())
	defer w.Stop()
	serve(c)
}

func serve(c client.Client) {
	output := json.NewEncoder(os.Stdout)
	var writing sync.Mutex
	var all sync.WaitGroup
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var r request
		must(json.Unmarshal(lines.Bytes(), &r))
		all.Go(func() {
			value, err := perform(c, r)
			writing.Lock()
			defer writing.Unlock()
			must(output.Encode(answer{r.ID, value, describe(err)}))
		})
	}
	all.Wait()
}

func perform(c client.Client, r request) (value any, err error) {
	ctx := context.Background()
	switch r.Operation {
	case "start":
		options := client.StartWorkflowOptions{
			ID:                       r.WorkflowID,
			TaskQueue:                r.TaskQueue,
			WorkflowExecutionTimeout: time.Duration(r.TimeoutMs) * time.Millisecond,
		}
		_, err = c.ExecuteWorkflow(ctx, options, r.Type, r.Args...)
	case "result":
		err = c.GetWorkflow(ctx, r.WorkflowID, "").Get(ctx, &value)
	case "signal":
		var arg any
		if len(r.Args) > 0 {
			arg = r.Args[0]
		}
		err = c.SignalWorkflow(ctx, r.WorkflowID, "", r.Name, arg)
	case "query":
		answer, failed := c.QueryWorkflow(ctx, r.WorkflowID, "", r.Name, r.Args...)
		if failed != nil {
			return nil, failed
		}
		err = answer.Get(&value)
	case "update":
		update, failed := c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
			WorkflowID:   r.WorkflowID,
			UpdateName:   r.Name,
			Args:         r.Args,
			WaitForStage: client.WorkflowUpdateStageCompleted,
		})
		if failed != nil {
			return nil, failed
		}
		err = update.Get(ctx, &value)
	case "cancel":
		err = c.CancelWorkflow(ctx, r.WorkflowID, "")
	default:
		log.Fatalf("unknown operation %q", r.Operation)
	}
	return value, err
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
