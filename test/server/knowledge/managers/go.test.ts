import { describe } from "node:test";
import { go } from "../../../../server/src/knowledge/managers/go.ts";
import { managerTable } from "../../../harness/calls.ts";

describe("go install", () => {
  const or = "unless go.mod";
  managerTable(go, {
    "go install go.example/tool@v1.2.3": `go install: go.example/tool@v1.2.3 → go.example/tool v1.2.3 yes | ${or}`,
    "go install -v go.example/tool@v1.2.3": `go install: go.example/tool@v1.2.3 → go.example/tool v1.2.3 yes | ${or}`,
    "go install go.example/tool/v2/cmd/x@v2.0.0-rc.1": `go install: go.example/tool/v2/cmd/x@v2.0.0-rc.1 → go.example/tool/v2/cmd/x v2.0.0-rc.1 yes | ${or}`,
    "go install go.example/tool@v2.0.0+incompatible": `go install: go.example/tool@v2.0.0+incompatible → go.example/tool v2.0.0+incompatible yes | ${or}`,
    "go install go.example/tool@v0.0.0-20240102030405-0123456789ab": `go install: go.example/tool@v0.0.0-20240102030405-0123456789ab → go.example/tool v0.0.0-20240102030405-0123456789ab yes | ${or}`,
    "go install go.example/tool@0123456789ab": `go install: go.example/tool@0123456789ab → go.example/tool 0123456789ab yes | ${or}`,
    "go install go.example/tool@latest": `go install: go.example/tool@latest → go.example/tool latest no | ${or}`,
    "go install go.example/tool@main": `go install: go.example/tool@main → go.example/tool main no | ${or}`,
    "go install go.example/tool@upgrade": `go install: go.example/tool@upgrade → go.example/tool upgrade no | ${or}`,
    "go install go.example/tool@v1": `go install: go.example/tool@v1 → go.example/tool v1 no range | ${or}`,
    "go install go.example/tool@v1.2": `go install: go.example/tool@v1.2 → go.example/tool v1.2 no range | ${or}`,
    "go install 'go.example/tool@<v1.3.0'": `go install: go.example/tool@<v1.3.0 → go.example/tool <v1.3.0 no range | ${or}`,
    "go install go.example/tool": `go install: go.example/tool no | ${or}`,
    "go install go.example/a@v1.0.0 go.example/b@latest": `go install: go.example/a@v1.0.0 → go.example/a v1.0.0 yes | go.example/b@latest → go.example/b latest no | ${or}`,
    "GOBIN=/out go install go.example/tool@v1.2.3": `go install: go.example/tool@v1.2.3 → go.example/tool v1.2.3 yes | ${or}`,
    "go install go.example/tool/...@latest": `go install: go.example/tool/...@latest → go.example/tool/... latest no | ${or}`,
  });
});

describe("go get and go run", () => {
  managerTable(go, {
    "go get go.example/tool": "go get: go.example/tool no",
    "go get -u -v -t go.example/tool": "go get: go.example/tool no",
    "go get -d go.example/tool/...": "go get: go.example/tool/... no",
    "go get go.example/tool@v1.2.3": "go get: go.example/tool@v1.2.3 → go.example/tool v1.2.3 yes",
    "go get go.example/tool@patch": "go get: go.example/tool@patch → go.example/tool patch no",
    "go get -tool go.example/tool@v1.2.3": "go get: go.example/tool@v1.2.3 → go.example/tool v1.2.3 yes",
    "go get gopkg.example/yaml.v3": "go get: gopkg.example/yaml.v3 no",
    "go get -insecure go.example/tool": "go get: go.example/tool no | insecure -insecure",
    "go run go.example/tool@v1.2.3 build ./...":
      "go run: go.example/tool@v1.2.3 → go.example/tool v1.2.3 yes | unless go.mod",
    "go run go.example/tool@latest --flag":
      "go run: go.example/tool@latest → go.example/tool latest no | unless go.mod",
    "go run -tags x go.example/tool go.example/argument": "go run: go.example/tool no | unless go.mod",
  });
});

describe("go: what is no package", () => {
  managerTable(go, {
    "go install ./cmd/tool": "nothing",
    "go install ./...": "nothing",
    "go install .": "nothing",
    "go install": "nothing",
    "go install -v tool": "nothing",
    "go install cmd/tool std all": "nothing",
    "go install /src/cmd/tool ../other": "nothing",
    "go install $PACKAGE/cmd/tool": "nothing",
    "go get": "nothing",
    "go get -d ./...": "nothing",
    "go get -d .": "nothing",
    "go get go.example/tool@none": "nothing",
    "go get go@1.22.0 toolchain@go1.22.1": "nothing",
    "go run main.go": "nothing",
    "go run ./cmd/tool": "nothing",
    "go run gen.go go.example/argument": "nothing",
    "go build -o app .": "nothing",
    "go build go.example/own/cmd": "nothing",
    "go mod download": "nothing",
    "go mod download go.example/tool@v1.2.3": "nothing",
    "go mod tidy": "nothing",
    "go test ./...": "nothing",
    "go generate ./...": "nothing",
    "go env -w GOFLAGS=-mod=mod": "nothing",
    "go tool cover": "nothing",
    "go get -h": "nothing",
    go: "nothing",
  });
});

describe("go: options that take a value", () => {
  const found = "go.example/tool@v1.0.0 → go.example/tool v1.0.0 yes | unless go.mod";
  managerTable(go, {
    "go install -ldflags '-s -w' go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -ldflags='-X main.url=https://x.example' go.example/tool@v1.0.0": `go install: ${found}`,
    "go install --ldflags '-s' go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -tags netgo -trimpath go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -tags=netgo -a go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -gcflags all=-N -asmflags x go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -mod mod -modfile go.tools.mod go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -buildmode pie -installsuffix cgo go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -p 4 -o /out -pkgdir /pkg go.example/tool@v1.0.0": `go install: ${found}`,
    "go install -toolexec x -overlay y -pgo off go.example/tool@v1.0.0": `go install: ${found}`,
    "go -C /src install go.example/tool@v1.0.0": `go -C /src install: ${found}`,
    "go install -C /src go.example/tool@v1.0.0": `go install: ${found}`,
    "go run -exec x -race go.example/tool@v1.0.0": `go run: ${found}`,
  });
});

describe("go: variables", () => {
  const or = "unless go.mod";
  managerTable(
    go,
    {
      "go install go.example/tool@$TOOL": `go install: go.example/tool@$TOOL → go.example/tool v1.2.3 yes | ${or}`,
      "go install go.example/tool@v${NUMBER}": `go install: go.example/tool@v\${NUMBER} → go.example/tool v1.2.3 yes | ${or}`,
      "go install go.example/tool@$BRANCH": `go install: go.example/tool@$BRANCH → go.example/tool main no | ${or}`,
      "go install go.example/tool@v$OTHER": `go install: go.example/tool@v$OTHER → go.example/tool v$OTHER unknown | ${or}`,
      "go install $MODULE@v1.2.3": `go install: $MODULE@v1.2.3 → $MODULE v1.2.3 yes | ${or}`,
      "go install $MODULE": `go install: $MODULE unknown dynamic | ${or}`,
      "go install go.example/$NAME@v1.2.3": `go install: go.example/$NAME@v1.2.3 → go.example/$NAME v1.2.3 yes | ${or}`,
      "go get go.example/tool${OTHER:+@$OTHER}": "go get: go.example/tool${OTHER:+@$OTHER} unknown",
    },
    { variables: { TOOL: "v1.2.3", NUMBER: "1.2.3", BRANCH: "main" } },
  );
  managerTable(go, { "xargs go install": `go install: xargs unknown dynamic | ${or}` });
});
