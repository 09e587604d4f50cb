import { rule } from "../../../../server/src/lint/rules/go-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "latest and branches": {
    text: `
FROM golang:1.26.0
RUN go install example.org/tool@latest
               ^^^^^^^^^^^^^^^^^^^^^^^ example.org/tool@latest moves: write example.org/tool@vVERSION
RUN go install example.org/tool@main
               ^^^^^^^^^^^^^^^^^^^^^ example.org/tool@main moves: write example.org/tool@vVERSION`,
  },
  "versions and commits": {
    text: "FROM golang:1.26.0\nRUN go install example.org/tool@v1.4.0 && go install example.org/b@0123456789ab",
  },
  "the module's own packages": {
    text: "FROM golang:1.26.0\nRUN go build ./... && go install ./cmd/app && go mod download",
  },
  "a Go without modules takes no version": {
    text: `
FROM public.ecr.aws/docker/library/golang:1.12-alpine
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
RUN go get example.org/tool@main
           ^^^^^^^^^^^^^^^^^^^^^ example.org/tool@main moves, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)`,
  },
  "one that is told to use none takes no version either": {
    text: `
FROM registry.example/go:1
ENV GO111MODULE=off
RUN go get -d example.org/tool
              ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: drop GO111MODULE=off and write, for Go 1.16 or later, go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang:1.15.2
RUN GO111MODULE=off go get example.org/tool
                           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: drop GO111MODULE=off and write, for Go 1.16 or later, go install example.org/tool@vVERSION (a library belongs in a go.mod)`,
  },
  "in GOPATH mode go install fetches nothing": {
    text: `
FROM golang:1.12
RUN go install example.org/tool
ENV GO111MODULE=off
RUN go install example.org/tool`,
  },
  "in GOPATH mode a download in front is no matter for go install": {
    text: "FROM golang:1.12\nRUN curl -fsSL https://a.example/a.tgz | tar xz -C /go/src && go install example.org/tool",
  },
  "go install takes the sources that were cloned into a GOPATH": {
    text: `
FROM debian:12 AS a
RUN git clone https://a.example/tool "$GOPATH/src/example.org/tool" && go install -v example.org/tool example.org/tool/cmd/x
FROM a
RUN git clone https://a.example/b /b && go install example.org/tool/y example.org/toolbox
                                                                      ^^^^^^^^^^^^^^^^^^^ example.org/toolbox has no version: write example.org/toolbox@vVERSION
RUN go install example.org/b && git clone https://a.example/b /go/src/example.org/b/
               ^^^^^^^^^^^^^ example.org/b has no version: write example.org/b@vVERSION
RUN go install example.org/b && go install example.org/b@latest
                                           ^^^^^^^^^^^^^^^^^^^^ example.org/b@latest moves: write example.org/b@vVERSION`,
  },
  "go get of a newer Go installs nothing outside a module": {
    text: `
FROM golang:alpine AS a
RUN --mount=type=cache,target=/go/pkg go get -u example.org/tool
                                                ^^^^^^^^^^^^^^^^ example.org/tool has no version, and go get installs nothing outside a module since Go 1.18: write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM a
RUN GO111MODULE=auto go get example.org/tool
                            ^^^^^^^^^^^^^^^^ example.org/tool has no version, and go get installs nothing outside a module since Go 1.18: write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang:1.18.3
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and go get installs nothing outside a module since Go 1.18: write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and go get installs nothing outside a module since Go 1.18: write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION`,
  },
  "where there may be a module, a version is understood": {
    text: `
FROM golang:1.22 AS copied
COPY . .
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM copied
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.22
COPY --from=copied /go/src /go/src
WORKDIR src
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.12
RUN go mod init example.org/own && go get example.org/tool
                                          ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.22
RUN --mount=target=/go/src go get example.org/tool
                                  ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.22
RUN git clone --branch 0123456789abcdef0123456789abcdef01234567 https://git.example/own.git . && go get example.org/tool
                                                                                                        ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION`,
  },
  "before Go 1.11 there are no modules, whatever is brought": {
    text: `
FROM golang:1.9.2 AS a
COPY . /app/
WORKDIR /app
ENV GO111MODULE=on
RUN go mod download || go get example.org/tool
                              ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM a
RUN git clone https://git.example/own.git . && export GO111MODULE=on && go get example.org/tool
                                                                               ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang:1.10
COPY . .
RUN go install example.org/tool
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)`,
  },
  "another Go may have come": {
    text: `
FROM golang:1.9
RUN curl -fsSL https://a.example/go1.20.linux-amd64.tar.gz | tar xz -C /usr/local
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.9
COPY --from=golang:1.20 /usr/local/go /usr/local/go
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.9
ENV PATH=$PATH:/usr/local/go/bin
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)`,
  },
  "Go 1.11 and 1.12 use no module below the src of a GOPATH": {
    text: `
FROM golang:1.11 AS copied
COPY . /go/src/example.org/own
WORKDIR /go/src/example.org/own
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
COPY . .
RUN curl -fsSL https://a.example/a.tgz | tar xz && go get example.org/tool
                                                          ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang:1.12
ENV GOPATH=/g
RUN cd \${GOPATH}/src && git clone https://git.example/own.git
RUN mkdir /a && cd /a && go get example.org/tool
                                ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
COPY . /go/src/own
RUN cd /go/src/own && go get example.org/tool
                             ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION`,
  },
  "nor is there a module where nothing was brought into the folder of the command, or into one above it": {
    text: `
FROM golang:1.13
COPY [".", "$GOPATH/src/example.org/own/"]
RUN --network=host go get example.org/tool
                          ^^^^^^^^^^^^^^^^ example.org/tool has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/tool@vVERSION (a library belongs in a go.mod)
FROM golang:1
RUN git clone https://git.example/own.git \${GOPATH}/src/example.org/own
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version, and go get installs nothing outside a module since Go 1.18: write go install example.org/tool@vVERSION (a library belongs in a go.mod)
RUN git clone https://git.example/own.git
RUN cd /go && go get example.org/tool
                     ^^^^^^^^^^^^^^^^ example.org/tool has no version, and go get installs nothing outside a module since Go 1.18: write go install example.org/tool@vVERSION (a library belongs in a go.mod)`,
  },
  "elsewhere there may be one": {
    text: `
FROM golang:1.13
COPY . /go/src/example.org/own
WORKDIR src/example.org/own
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.13
COPY . /
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.13
ADD . /go/
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.13
ARG APP
COPY . $APP
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.13
COPY . /app
RUN cd /app && go get example.org/tool
                      ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
RUN go get -C /app example.org/tool
                   ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.12
ARG GOPATH
COPY . $GOPATH/src/own
WORKDIR /own
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:windowsservercore-1809
COPY . 'C:\\own'
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION`,
  },
  "in GOPATH mode go get takes the sources that were copied or cloned to their path": {
    text: `
FROM golang:1.9 AS a
COPY . /go/src/example.org/own
ADD ["x", "$GOPATH/src/example.org/added/"]
WORKDIR /go/src/example.org/here
COPY cmd ./
RUN git clone https://a.example/c /go/src/example.org/c && go get example.org/own/... example.org/added example.org/here/cmd example.org/c
FROM a
RUN GO111MODULE=off go get -d example.org/own
FROM golang:1.15.2
COPY . /go/src/example.org/own
RUN GO111MODULE=off go get -d example.org/own`,
  },
  "but not those of another path, those that come later, and no newer ones": {
    text: `
FROM golang:1.9
COPY . /src
RUN go get example.org/own
           ^^^^^^^^^^^^^^^ example.org/own has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/own@vVERSION (a library belongs in a go.mod)
COPY . /go/src/example.org/own
RUN go get example.org/owner
           ^^^^^^^^^^^^^^^^^ example.org/owner has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/owner@vVERSION (a library belongs in a go.mod)
RUN go get -u example.org/own
              ^^^^^^^^^^^^^^^ example.org/own has no version, and Go takes none in GOPATH mode: move to Go 1.16 or later and write go install example.org/own@vVERSION (a library belongs in a go.mod)
FROM debian:12
COPY . /go/src/example.org/own
RUN go get example.org/own
           ^^^^^^^^^^^^^^^ example.org/own has no version: write example.org/own@vVERSION`,
  },
  "where Go or its mode is not known, nothing is said of them": {
    text: `
FROM golang:1.16
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.12
ENV GO111MODULE=on
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.12
ARG GO111MODULE
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:1.12
ENV GO111MODULE=off
RUN export GO111MODULE=on && go get example.org/tool
                                    ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang:stretch
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM golang@sha256:0000000000000000000000000000000000000000000000000000000000000000
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION
FROM registry.example/golang:1.12
RUN go get example.org/tool
           ^^^^^^^^^^^^^^^^ example.org/tool has no version: write example.org/tool@vVERSION`,
  },
});
