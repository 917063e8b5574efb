// The activity "images:thumbnail", for the Lua workflow beside it.
package main

import (
	"context"
	"log"
	"os"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
)

type photo struct {
	File   string `json:"file"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Tells how large the thumbnail of a photo is. The type of the error is the kind that Lua sees, and its detail is the
// details there.
func thumbnail(_ context.Context, p photo) (photo, error) {
	longest := max(p.Width, p.Height)
	if longest == 0 {
		return photo{}, temporal.NewApplicationError("an empty photo", "Invalid", map[string]string{"file": p.File})
	}
	return photo{"small-" + p.File, p.Width * 100 / longest, p.Height * 100 / longest}, nil
}

func main() {
	c, err := client.Dial(client.Options{HostPort: os.Getenv("TEMPORAL_ADDRESS")})
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	w := worker.New(c, "images", worker.Options{})
	w.RegisterActivityWithOptions(thumbnail, activity.RegisterOptions{Name: "images:thumbnail"})
	if err := w.Run(worker.InterruptCh()); err != nil {
		log.Fatal(err)
	}
}
