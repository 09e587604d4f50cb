// Answers by go-vex, which Trivy and Grype read OpenVEX with: for each question of standard input (a line of JSON) the statements of
// the document that match, by their status.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/openvex/go-vex/pkg/vex"
)

type question struct {
	File          string   `json:"file"`
	Vulnerability string   `json:"vulnerability"`
	Product       string   `json:"product"`
	Subcomponents []string `json:"subcomponents"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		document, err := vex.Open(asked.File)
		if err != nil {
			panic(err)
		}
		found := document.Matches(asked.Vulnerability, asked.Product, asked.Subcomponents)
		statuses := []string{}
		for _, statement := range found {
			if err := statement.Validate(); err != nil {
				panic(err)
			}
			statuses = append(statuses, string(statement.Status))
		}
		answer, _ := json.Marshal(statuses)
		fmt.Println(string(answer))
	}
}
