module seaworthy.example/rpm

go 1.25.0

require github.com/anchore/go-rpmdb v0.2.2
