// Command regexp tells what Go's regexp makes of patterns and texts: it reads a JSON list of questions from stdin and
// writes the list of answers to stdout.
package main

import (
	"encoding/json"
	"os"
	"regexp"
)

type question struct {
	Pattern     string
	Text        string
	Replacement string
	Limit       int
}

type answer struct {
	Matches    bool
	First      string
	All        []string
	Submatches [][]any
	Replaced   string
	Split      []string
	Names      []string
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		panic(err)
	}
	answers := make([]answer, len(questions))
	for i, q := range questions {
		answers[i] = answerOf(q)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}

func answerOf(q question) answer {
	r := regexp.MustCompile(q.Pattern)
	a := answer{
		Matches:    r.MatchString(q.Text),
		First:      r.FindString(q.Text),
		All:        append([]string{}, r.FindAllString(q.Text, -1)...),
		Submatches: [][]any{},
		Replaced:   r.ReplaceAllString(q.Text, q.Replacement),
		Split:      append([]string{}, r.Split(q.Text, q.Limit)...),
		Names:      append([]string{}, r.SubexpNames()[1:]...),
	}
	for _, places := range r.FindAllStringSubmatchIndex(q.Text, -1) {
		groups := []any{}
		for i := 0; i < len(places); i += 2 {
			if places[i] < 0 {
				groups = append(groups, false)
			} else {
				groups = append(groups, q.Text[places[i]:places[i+1]])
			}
		}
		a.Submatches = append(a.Submatches, groups)
	}
	return a
}
