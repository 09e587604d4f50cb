// Command oracle says how BuildKit reads Dockerfiles and words: JSON on standard input, JSON on standard output.
package main

import (
	// Digests of kinds that are not linked are refused.
	_ "crypto/sha256"
	_ "crypto/sha512"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/distribution/reference"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// question holds the texts of Dockerfiles, the words and the references to images to ask about.
type question struct {
	Files      []string
	Words      []wordQuestion
	References []string
}

// wordQuestion is a word, the variables that are set, and the lexer's modes.
type wordQuestion struct {
	Word       string
	Escape     string
	Env        []string
	Kept       bool
	RawQuotes  bool
	RawEscapes bool
}

type answer struct {
	Files      []fileAnswer      `json:"files"`
	Words      []wordAnswer      `json:"words"`
	References []referenceAnswer `json:"references"`
}

// fileAnswer is the parser's tree. Error: the parser refuses the file. Refused: something behind the parser does.
type fileAnswer struct {
	Syntax       *string       `json:"syntax"`
	Check        *string       `json:"check"`
	Error        string        `json:"error"`
	Refused      string        `json:"refused"`
	Escape       string        `json:"escape"`
	Instructions []instruction `json:"instructions"`
}

type instruction struct {
	Keyword  string       `json:"keyword"`
	Flags    []string     `json:"flags"`
	Args     []string     `json:"args"`
	JSON     bool         `json:"json"`
	Heredocs []heredoc    `json:"heredocs"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Trigger  *instruction `json:"trigger"`
	Refused  string       `json:"refused"`
}

type heredoc struct {
	Name    string `json:"name"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type wordAnswer struct {
	Value      string   `json:"value"`
	ValueError string   `json:"valueError"`
	Words      []string `json:"words"`
	WordsError string   `json:"wordsError"`
	Names      []string `json:"names"`
}

// referenceAnswer is empty when the text is no reference.
type referenceAnswer struct {
	Registry   string `json:"registry"`
	Repository string `json:"repository"`
	Tag        string `json:"tag"`
	Digest     string `json:"digest"`
}

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(err)
	}
	var asked question
	if err := json.Unmarshal(input, &asked); err != nil {
		fail(err)
	}
	result := answer{Files: []fileAnswer{}, Words: []wordAnswer{}, References: []referenceAnswer{}}
	for _, text := range asked.Files {
		result.Files = append(result.Files, readFile(text))
	}
	for _, word := range asked.Words {
		result.Words = append(result.Words, readWord(word))
	}
	for _, text := range asked.References {
		result.References = append(result.References, readReference(text))
	}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func readFile(text string) fileAnswer {
	result := fileAnswer{Instructions: []instruction{}}
	if ref, _, _, ok := parser.DetectSyntax([]byte(text)); ok {
		result.Syntax = &ref
	}
	if _, value, _, ok := parser.ParseDirective("check", []byte(text)); ok {
		result.Check = &value
	}
	parsed, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		result.Error = err.Error()
		return result
	}
	result.Escape = string(parsed.EscapeToken)
	// A missing linter is a crash when a comment in the file configures it.
	lint := linter.New(&linter.Config{SkipAll: true})
	for _, node := range parsed.AST.Children {
		read := readNode(node)
		if _, err := instructions.ParseInstructionWithLinter(node, lint); err != nil {
			read.Refused = err.Error()
		}
		result.Instructions = append(result.Instructions, read)
	}
	if _, _, err := instructions.Parse(parsed.AST, lint); err != nil {
		result.Refused = err.Error()
	}
	return result
}

func readNode(node *parser.Node) instruction {
	read := instruction{
		Keyword:  node.Value,
		Flags:    append([]string{}, node.Flags...),
		Args:     []string{},
		JSON:     node.Attributes["json"],
		Heredocs: []heredoc{},
		Start:    node.StartLine,
		End:      node.EndLine,
	}
	for next := node.Next; next != nil; next = next.Next {
		if len(next.Children) > 0 {
			trigger := readNode(next.Children[0])
			read.Trigger = &trigger
			break
		}
		read.Args = append(read.Args, next.Value)
	}
	for _, doc := range node.Heredocs {
		read.Heredocs = append(read.Heredocs, heredoc{doc.Name, doc.Expand, doc.Chomp, doc.Content})
	}
	return read
}

func readWord(asked wordQuestion) wordAnswer {
	lexer := shell.NewLex(rune(asked.Escape[0]))
	lexer.SkipUnsetEnv = asked.Kept
	lexer.RawQuotes = asked.RawQuotes
	lexer.RawEscapes = asked.RawEscapes
	env := shell.EnvsFromSlice(asked.Env)
	result := wordAnswer{Words: []string{}, Names: []string{}}
	processed, err := lexer.ProcessWordWithMatches(asked.Word, env)
	if err != nil {
		result.ValueError = err.Error()
	}
	result.Value = processed.Result
	for name := range processed.Matched {
		result.Names = append(result.Names, name)
	}
	for name := range processed.Unmatched {
		result.Names = append(result.Names, name)
	}
	words, err := lexer.ProcessWords(asked.Word, env)
	if err != nil {
		result.WordsError = err.Error()
	}
	result.Words = append(result.Words, words...)
	return result
}

func readReference(text string) referenceAnswer {
	named, err := reference.ParseNormalizedNamed(text)
	if err != nil {
		return referenceAnswer{}
	}
	result := referenceAnswer{Registry: reference.Domain(named), Repository: reference.Path(named)}
	if tagged, ok := named.(reference.Tagged); ok {
		result.Tag = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		result.Digest = digested.Digest().String()
	}
	return result
}
