// Command oracle says what Bake builds by its files: JSON on standard input, JSON on standard output.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/docker/buildx/bake"
)

// file is one of several that are read together.
type file struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// answer has no targets where Bake refuses the files.
type answer struct {
	Refused string                  `json:"refused"`
	Targets map[string]*bake.Target `json:"targets"`
}

func main() {
	// Names of variables are single letters: what the machine's environment holds is to say nothing.
	os.Clearenv()
	var projects [][]file
	if err := json.NewDecoder(os.Stdin).Decode(&projects); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := make([]answer, len(projects))
	for i, project := range projects {
		answers[i] = read(project)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func read(project []file) answer {
	files := make([]bake.File, len(project))
	for i, one := range project {
		files[i] = bake.File{Name: one.Name, Data: []byte(one.Text)}
	}
	names, err := bake.ListTargets(files)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	targets, _, err := bake.ReadTargets(context.Background(), files, names, nil, nil, nil, nil)
	if err != nil {
		return answer{Refused: err.Error()}
	}
	return answer{Targets: targets}
}
