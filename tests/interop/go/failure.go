package main

import (
	"errors"
	"strings"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
)

// What came across Temporal, without the wrappers of workflow, activity and child (tests/interop/_peer.ts).
type failure struct {
	Kind         string `json:"kind"`
	Message      string `json:"message"`
	Type         string `json:"type,omitempty"`
	NonRetryable bool   `json:"nonRetryable,omitempty"`
	Details      []any  `json:"details,omitempty"`
	TimeoutType  string `json:"timeoutType,omitempty"`
}

func describe(err error) *failure {
	if err == nil {
		return nil
	}
	for cause := err; cause != nil; cause = errors.Unwrap(cause) {
		switch cause := cause.(type) {
		case *temporal.ApplicationError:
			return application(cause)
		case *temporal.CanceledError:
			return &failure{Kind: "canceled", Message: cause.Error()}
		case *temporal.TimeoutError:
			timeout := strings.ToLower(cause.TimeoutType().String())
			return &failure{Kind: "timeout", Message: cause.Message(), TimeoutType: timeout}
		}
	}
	return &failure{Kind: "other", Message: err.Error()}
}

func application(err *temporal.ApplicationError) *failure {
	info := temporal.GetDefaultFailureConverter().ErrorToFailure(err).GetApplicationFailureInfo()
	var details []any
	for _, payload := range info.GetDetails().GetPayloads() {
		var detail any
		must(converter.GetDefaultDataConverter().FromPayload(payload, &detail))
		details = append(details, detail)
	}
	return &failure{
		Kind:         "application",
		Message:      err.Message(),
		Type:         err.Type(),
		NonRetryable: err.NonRetryable(),
		Details:      details,
	}
}
