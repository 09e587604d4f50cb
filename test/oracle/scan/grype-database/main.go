// Command grype-database makes a database of Grype's own, version 6, of what it reads: JSON on standard input, its folder as argument.
package main

import (
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"time"

	db "github.com/anchore/grype/grype/db/v6"
	"github.com/spf13/afero"
)

// advisory says which versions of a package have a vulnerability.
type advisory struct {
	ID        string
	Aliases   []string
	Severity  string
	Provider  string
	Ecosystem string
	Package   string
	IsDebian  bool
	Type      string
	Ranges    []versions
}

// versions are those that fit a constraint; Fixed is empty when nothing fixes them.
type versions struct {
	Constraint string
	Fixed      string
}

// One time for all records: a provider of another time is another provider.
var captured = time.Now().UTC()

func main() {
	folder := os.Args[1]
	var advisories []advisory
	check(json.NewDecoder(os.Stdin).Decode(&advisories))
	check(os.MkdirAll(filepath.Join(folder, "6"), 0o755))
	config := db.Config{DBDirPath: filepath.Join(folder, "6")}
	store, err := db.NewWriter(config)
	check(err)
	check(store.SetDBMetadata())
	for _, each := range advisories {
		add(store, each)
	}
	check(store.Close())
	_, err = db.WriteImportMetadata(afero.NewOsFs(), config.DBDirPath, "made for a test")
	check(err)
}

func add(store db.ReadWriter, each advisory) {
	vulnerability := db.VulnerabilityHandle{
		Name:     each.ID,
		Status:   db.VulnerabilityActive,
		Provider: &db.Provider{ID: each.Provider, Version: "1", Processor: "test", DateCaptured: &captured},
		BlobValue: &db.VulnerabilityBlob{
			ID:         each.ID,
			Aliases:    each.Aliases,
			Severities: []db.Severity{{Scheme: db.SeveritySchemeCHMLN, Value: each.Severity, Rank: 1}},
		},
	}
	check(store.AddVulnerabilities(&vulnerability))
	ranges := []db.Range{}
	for _, one := range each.Ranges {
		ranges = append(ranges, db.Range{Version: db.Version{Type: each.Type, Constraint: one.Constraint}, Fix: fixOf(one)})
	}
	affected := db.AffectedPackageHandle{
		Vulnerability: &vulnerability,
		Package:       &db.Package{Ecosystem: each.Ecosystem, Name: each.Package},
		BlobValue:     &db.PackageBlob{CVEs: each.Aliases, Ranges: ranges},
	}
	if each.IsDebian {
		affected.OperatingSystem = &db.OperatingSystem{
			Name: "debian", ReleaseID: "debian", MajorVersion: "12", Codename: "bookworm",
		}
	}
	check(store.AddAffectedPackages(&affected))
}

func fixOf(each versions) *db.Fix {
	if each.Fixed == "" {
		return &db.Fix{State: db.NotFixedStatus}
	}
	return &db.Fix{State: db.FixedStatus, Version: each.Fixed}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
