package main

import (
	"context"

	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"
)

const contextHeader = "wippy-context"

type tenantKey struct{}

// Sends a header that Lunation does not know and context values that it reads with whatever is started or sent, and reads
// the tenant out of the context values that come.
type headers struct{}

func (headers) Inject(ctx context.Context, writer workflow.HeaderWriter) error {
	return write(ctx.Value(tenantKey{}), writer)
}

func (headers) InjectFromWorkflow(ctx workflow.Context, writer workflow.HeaderWriter) error {
	return write(ctx.Value(tenantKey{}), writer)
}

func (headers) Extract(ctx context.Context, reader workflow.HeaderReader) (context.Context, error) {
	return context.WithValue(ctx, tenantKey{}, read(reader)), nil
}

func (headers) ExtractToWorkflow(ctx workflow.Context, reader workflow.HeaderReader) (workflow.Context, error) {
	return workflow.WithValue(ctx, tenantKey{}, read(reader)), nil
}

func write(tenant any, writer workflow.HeaderWriter) error {
	if tenant == nil {
		tenant = "acme"
	}
	values, err := converter.GetDefaultDataConverter().ToPayload(map[string]any{"tenant": tenant})
	if err != nil {
		return err
	}
	writer.Set(contextHeader, values)
	writer.Set("x-trace", &commonpb.Payload{Metadata: map[string][]byte{"encoding": []byte("x/trace")}, Data: []byte{0xff}})
	return nil
}

func read(reader workflow.HeaderReader) any {
	payload, found := reader.Get(contextHeader)
	if !found {
		return nil
	}
	var values map[string]any
	must(converter.GetDefaultDataConverter().FromPayload(payload, &values))
	return values["tenant"]
}
