// Command rpm lists the packages of rpm databases (Berkeley DB and ndb), one line each: name, epoch:version-release, architecture, label of its module.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	rpmdb "github.com/anchore/go-rpmdb/pkg"
)

func main() {
	for _, path := range os.Args[1:] {
		fmt.Println("#", filepath.Base(filepath.Dir(path)))
		if err := list(path); err != nil {
			fmt.Fprintln(os.Stderr, path, err)
			os.Exit(1)
		}
	}
}

func list(path string) error {
	db, err := rpmdb.Open(path)
	if err != nil {
		return err
	}
	defer db.Close()
	packages, err := db.ListPackages()
	if err != nil {
		return err
	}
	for _, each := range packages {
		epoch := ""
		if each.Epoch != nil && *each.Epoch != 0 {
			epoch = fmt.Sprintf("%d:", *each.Epoch)
		}
		fmt.Printf("%s %s%s-%s %s %s\n", each.Name, epoch, each.Version, each.Release, each.Arch, each.Modularitylabel)
	}
	return nil
}
