// Command oracle says what Compose reads in Compose files: JSON on standard input, JSON on standard output.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"github.com/sirupsen/logrus"
)

// service is what a service runs and builds. Build is nil where it builds nothing.
type service struct {
	Image string `json:"image"`
	Build *build `json:"build"`
	// Beside are images that run in front of it, or are mounted.
	Beside []string `json:"beside"`
}

type build struct {
	Context    string             `json:"context"`
	Dockerfile string             `json:"dockerfile"`
	Inline     bool               `json:"inline"`
	Target     string             `json:"target"`
	Args       map[string]*string `json:"args"`
	Tags       []string           `json:"tags"`
	Contexts   map[string]string  `json:"contexts"`
}

// answer has no services where Compose refuses the file.
type answer struct {
	Refused  string             `json:"refused"`
	Services map[string]service `json:"services"`
}

func main() {
	logrus.SetOutput(io.Discard)
	var files []string
	if err := json.NewDecoder(os.Stdin).Decode(&files); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	answers := make([]answer, len(files))
	for i, file := range files {
		answers[i] = read(file)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// read takes a file that ends Compose for one that it refuses.
func read(file string) (said answer) {
	defer func() {
		if trouble := recover(); trouble != nil {
			said = answer{Refused: fmt.Sprint(trouble)}
		}
	}()
	details := types.ConfigDetails{
		WorkingDir:  "/",
		ConfigFiles: []types.ConfigFile{{Filename: "/compose.yaml", Content: []byte(file)}},
		Environment: types.Mapping{},
	}
	project, err := loader.LoadWithContext(context.Background(), details, func(options *loader.Options) {
		options.SetProjectName("oracle", true)
		options.SkipConsistencyCheck = true
		options.SkipNormalization = true
		options.SkipResolveEnvironment = true
		options.ResolvePaths = false
	})
	if err != nil {
		return answer{Refused: err.Error()}
	}
	services := map[string]service{}
	for name, one := range project.Services {
		beside := mounted(one.Volumes)
		for _, hook := range one.PreStart {
			beside = append(beside, hook.Image)
		}
		services[name] = service{Image: one.Image, Build: buildOf(one.Build), Beside: beside}
	}
	for name, one := range project.Jobs {
		services[name] = service{Image: one.Image, Build: buildOf(one.Build), Beside: mounted(one.Volumes)}
	}
	return answer{Services: services}
}

func mounted(volumes []types.ServiceVolumeConfig) []string {
	images := []string{}
	for _, volume := range volumes {
		if volume.Type == types.VolumeTypeImage {
			images = append(images, volume.Source)
		}
	}
	return images
}

func buildOf(config *types.BuildConfig) *build {
	if config == nil {
		return nil
	}
	return &build{
		Context:    config.Context,
		Dockerfile: config.Dockerfile,
		Inline:     config.DockerfileInline != "",
		Target:     config.Target,
		Args:       config.Args,
		Tags:       config.Tags,
		Contexts:   config.AdditionalContexts,
	}
}
