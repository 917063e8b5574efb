// Command time_layouts tells what Go makes of layouts and moments: it reads a JSON list of questions from stdin and
// writes the list of answers to stdout.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
	_ "time/tzdata"
)

type question struct {
	Layout     string
	Zone       string
	Second     int64
	Nanosecond int64
	// Garbled is read by the layout besides what the layout itself writes.
	Garbled string
	// Fields of a date: year, month, day, hour, minute, second.
	Fields [6]int
}

type answer struct {
	Text    string
	Parsed  string
	Garbled string
	Date    string
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	answers := make([]answer, len(questions))
	for i, q := range questions {
		zone, err := time.LoadLocation(q.Zone)
		if err != nil {
			panic(err)
		}
		text := time.Unix(q.Second, q.Nanosecond).In(zone).Format(q.Layout)
		f := q.Fields
		date := time.Date(f[0], time.Month(f[1]), f[2], f[3], f[4], f[5], 0, zone)
		answers[i] = answer{text, parse(q.Layout, text, zone), parse(q.Layout, q.Garbled, zone), show(date)}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}

func parse(layout, text string, zone *time.Location) string {
	t, err := time.ParseInLocation(layout, text, zone)
	if err != nil {
		return err.Error()
	}
	return show(t)
}

func show(t time.Time) string {
	return fmt.Sprintf("%d %s", t.Unix(), t)
}
