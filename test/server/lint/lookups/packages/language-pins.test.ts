import { lookupTable } from "../../../../harness/lookup-table.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

lookupTable("pins of language packages", {
  "npm writes the version behind @": {
    text: "FROM node:22.11.0\nRUN npm install -g typescript\n",
    rule: "npm-unpinned",
    titles: ["Pin typescript to its newest version that is at least 3 days old"],
    pins: [{ style: "exact", text: "5.6.3" }],
    asks: { kind: "language", manager: "npm", name: "typescript", range: undefined, sources: [] },
    fixed: "FROM node:22.11.0\nRUN npm install -g typescript@5.6.3\n",
  },
  "a tag that moves gives way": {
    text: "FROM node:22.11.0\nRUN npm install -g @angular/cli@next\n",
    rule: "npm-unpinned",
    setup: { minimumReleaseAgeDays: 0 },
    titles: ["Pin @angular/cli to the newest version of next"],
    pins: [{ style: "exact", text: "19.0.0-next.1" }],
    asks: { name: "@angular/cli", range: "next" },
    fixed: "FROM node:22.11.0\nRUN npm install -g @angular/cli@19.0.0-next.1\n",
  },
  "npm passes over what its Node does not run, so where that is not known somebody looks at the pin first": {
    text: "FROM debian:12\nRUN apt-get install -y npm && npm install -g typescript\n",
    rule: "npm-unpinned",
    titles: [
      "Pin typescript to its newest version that is at least 3 days old (the Node that installs it is not known)",
    ],
    safety: "review",
    asks: { runtime: undefined },
  },
  "and where another Node is put in front of the image's": {
    text: "FROM node:22.11.0\nRUN npm install -g n@10.1.0 && n 18\nRUN npm install -g typescript\n",
    rule: "npm-unpinned",
    safety: "review",
    asks: { runtime: {} },
  },
  ...Object.fromEntries(
    [
      "nvm install 18",
      "curl -fsSL https://nodesource.example/setup_18.x | sh",
      "wget https://mirror.example/nodejs.org/dist/v18.1.0/node.tgz",
    ].map((command) => [
      `as by ${command}`,
      {
        text: `FROM node:22.11.0\nRUN ${command}\nRUN npm install -g typescript\n`,
        rule: "npm-unpinned",
        safety: "review" as const,
        asks: { runtime: {} },
      },
    ]),
  ),
  "a tag of npm names its version, whatever that wants": {
    text: "FROM debian:12\nRUN npm install -g npm@latest\n",
    rule: "npm-unpinned",
    safety: "safe",
    asks: { range: "latest" },
  },
  "a range that stands in an option is written anew there": {
    text: "FROM rust:1.82.0\nRUN cargo install ripgrep --version '~14'\n",
    rule: "package-inexact",
    why: /^cargo takes the version as an option: write another one there by hand/,
  },
  "also that of a gem": {
    text: "FROM ruby:3.3.6\nRUN gem install rails -v '~> 7'\n",
    rule: "package-inexact",
    why: /^gem takes the version as an option: write another one there by hand/,
  },
  "pnpm takes what is newest on any Node": {
    text: "FROM debian:12\nRUN pnpm add -g typescript\n",
    rule: "npm-unpinned",
    safety: "safe",
  },
  "Deno keeps registry and path": {
    text: "FROM denoland/deno:2.5.4\nRUN deno install -g 'npm:@scope/tool/bin'\n",
    rule: "npm-unpinned",
    pins: [{ style: "exact", text: "3.6.2" }],
    asks: { manager: "deno", name: "@scope/tool" },
    fixed: "FROM denoland/deno:2.5.4\nRUN deno install -g 'npm:@scope/tool@3.6.2/bin'\n",
  },
  "pip keeps extras and markers": {
    text: "FROM python:3.12.7\nRUN pip install 'uvicorn[standard] ; python_version > \"3.8\"'\n",
    rule: "pip-unpinned",
    pins: [{ style: "exact", text: "0.32.0" }],
    asks: { manager: "pip", name: "uvicorn" },
    fixed: "FROM python:3.12.7\nRUN pip install 'uvicorn[standard]==0.32.0 ; python_version > \"3.8\"'\n",
  },
  "a range becomes one version inside of its quotes": {
    text: "FROM python:3.12.7\nRUN pip install 'flask>=3.0'\n",
    rule: "package-inexact",
    titles: ["Pin flask to the newest version in >=3.0 that is at least 3 days old"],
    pins: [{ style: "exact", text: "3.0.3" }],
    asks: { range: ">=3.0" },
    fixed: "FROM python:3.12.7\nRUN pip install 'flask==3.0.3'\n",
  },
  "the Python of the distribution is told": {
    text: "FROM ubuntu:22.04\nRUN apt-get install -y python3-pip && pip3 install numpy\n",
    rule: "pip-unpinned",
    titles: ["Pin numpy to its newest version that is at least 3 days old"],
    safety: "safe",
    asks: { name: "numpy", runtime: { version: "3.10" } },
  },
  "where the Python is not known somebody looks at the pin first": {
    text: "FROM company.example/base:1\nRUN pip3 install numpy\n",
    rule: "pip-unpinned",
    titles: ["Pin numpy to its newest version that is at least 3 days old (the Python that installs it is not known)"],
    safety: "review",
    asks: { runtime: undefined },
  },
  "and where another is put in front the image is not asked for its own": {
    text: "FROM python:3.9\nRUN pyenv install 3.12\nRUN pip3 install numpy\n",
    rule: "pip-unpinned",
    safety: "review",
    asks: { runtime: {} },
  },
  "an image that is made for Python is asked itself": {
    text: "FROM python:3\nRUN pip3 install numpy\n",
    rule: "pip-unpinned",
    safety: "safe",
    asks: { runtime: undefined },
  },
  "composer passes over what does not fit its PHP, so its pin is looked at": {
    text: "FROM php:8.1-cli\nRUN composer require monolog/monolog\n",
    rule: "other-unpinned",
    titles: [
      "Pin monolog/monolog to its newest version that is at least 3 days old (whether it fits the PHP of the image is not known)",
    ],
    safety: "review",
  },
  "so does gem": {
    text: "FROM ruby:3.3\nRUN gem install rake\n",
    rule: "gem-unpinned",
    titles: [
      "Pin rake to its newest version that is at least 3 days old (whether it fits the Ruby of the image is not known)",
    ],
    safety: "review",
  },
  "a command that takes pre-releases may install another one today": {
    text: "FROM python:3.12.7\nRUN pip install --pre flask\n",
    rule: "pip-unpinned",
    titles: [
      "Pin flask to its newest version that is at least 3 days old (a final one, though the command takes others, too)",
    ],
    safety: "review",
  },
  "also as uv is told": {
    text: "FROM python:3.12.7\nRUN uv pip install --prerelease allow flask\n",
    rule: "pip-unpinned",
    safety: "review",
  },
  "but not where uv is told to take none": {
    text: "FROM python:3.12.7\nRUN uv pip install --prerelease disallow flask\n",
    rule: "pip-unpinned",
    safety: "safe",
  },
  "cargo takes the newest release or fails, so its pin is safe": {
    text: "FROM rust:1.82\nRUN cargo install ripgrep\n",
    rule: "cargo-unpinned",
    titles: ["Pin ripgrep to its newest version that is at least 3 days old"],
    safety: "safe",
  },
  "a crate of a repository is none of the index": {
    text: "FROM rust:1.82\nRUN cargo install --git https://git.example/t/a.git tool\n",
    rule: "cargo-unpinned",
    titles: [],
    why: /comes from an address and not from an index/,
  },
  "a bound that the shell takes for a file goes with the pin": {
    text: "FROM python:3.12.7\nRUN pip install setuptools>=41.0 && true\n",
    rule: "pip-unpinned",
    pins: [{ style: "exact", text: "80.9.0" }],
    fixed: "FROM python:3.12.7\nRUN pip install setuptools==80.9.0 && true\n",
  },
  "also with a variable in it": {
    text: 'FROM python:3.12.7\nRUN pip install setuptools>="${V}" && true\n',
    rule: "pip-unpinned",
    pins: [{ style: "exact", text: "80.9.0" }],
    fixed: "FROM python:3.12.7\nRUN pip install setuptools==80.9.0 && true\n",
  },
  "also with two bounds, and behind quotes": {
    text: "FROM python:3.12.7\nRUN pip install 'setuptools[core]'>=41.0,<99\n",
    rule: "pip-unpinned",
    pins: [{ style: "exact", text: "80.9.0" }],
    fixed: "FROM python:3.12.7\nRUN pip install 'setuptools[core]==80.9.0'\n",
  },
  "also of other managers": {
    text: "FROM alpine:3.20.3\nRUN apk add nodejs>14\n",
    rule: "apk-unpinned",
    pins: [{ style: "wildcard", text: "20" }],
    fixed: "FROM alpine:3.20.3\nRUN apk add nodejs=~20\n",
  },
  "output into a file stays": {
    text: "FROM python:3.12.7\nRUN pip install setuptools>log.txt\n",
    rule: "pip-unpinned",
    pins: [{ style: "exact", text: "80.9.0" }],
    fixed: "FROM python:3.12.7\nRUN pip install setuptools==80.9.0>log.txt\n",
  },
  "a branch of a repository becomes the commit that it is today": {
    text: "FROM python:3.12.7\nRUN pip install 'tool[x] @ git+https://git.example/team/tool.git@main#subdirectory=a'\n",
    rule: "pip-unpinned",
    titles: ["Pin tool to the commit that main is today"],
    pins: [{ style: "commit", text: COMMIT }],
    asks: { kind: "git", url: "https://git.example/team/tool.git", ref: "main" },
    fixed: `FROM python:3.12.7\nRUN pip install 'tool[x] @ git+https://git.example/team/tool.git@${COMMIT}#subdirectory=a'\n`,
  },
  "a repository without a branch gets the commit of its default branch": {
    text: "FROM python:3.12.7\nRUN uv pip install git+https://git.example/team/tool\n",
    rule: "pip-unpinned",
    titles: ["Pin tool to the commit that its default branch is today"],
    pins: [{ style: "commit", text: COMMIT }],
    asks: { kind: "git", url: "https://git.example/team/tool" },
    fixed: `FROM python:3.12.7\nRUN uv pip install git+https://git.example/team/tool@${COMMIT}\n`,
  },
  "a repository that a variable names a part of": {
    text: "FROM python:3.12.7\nARG REF=main\nRUN pip install git+https://git.example/team/tool@$REF\n",
    rule: "pip-unpinned",
    why: /comes from an address and not from an index/,
  },
  "a repository for which somebody is named": {
    text: "FROM python:3.12.7\nRUN pip install git+https://somebody@git.example/team/tool\n",
    rule: "pip-unpinned",
    why: /comes from an address and not from an index/,
  },
  "a repository in the form of another manager": {
    text: "FROM node:22.11.0\nRUN npm install git+https://git.example/team/tool.git#main\n",
    rule: "npm-unpinned",
    why: /comes from an address and not from an index/,
  },
  "Go's versions begin with v": {
    text: "FROM golang:1.23.2\nRUN go install example.org/tool@latest\n",
    rule: "go-unpinned",
    pins: [{ style: "exact", text: "v1.4.0" }],
    asks: { name: "example.org/tool", range: "latest" },
    fixed: "FROM golang:1.23.2\nRUN go install example.org/tool@v1.4.0\n",
  },
  "go get outside a module becomes go install, once somebody has looked at it": {
    text: "FROM golang:alpine\nRUN go get -u -v example.org/tool\n",
    rule: "go-unpinned",
    titles: ["Pin example.org/tool to its newest version that is at least 3 days old, with go install"],
    safety: "review",
    pins: [{ style: "exact", text: "v1.4.0" }],
    fixed: "FROM golang:alpine\nRUN go install -v example.org/tool@v1.4.0\n",
  },
  "go install takes programs of one module": {
    text: "FROM golang:alpine\nRUN go get example.org/a example.org/b\n",
    rule: "go-unpinned",
    why: /^go get installs nothing outside a module since Go 1\.18: give each program a `go install` of its own/,
  },
  "go get -d installs nothing": {
    text: "FROM golang:alpine\nRUN go get -d example.org/a\n",
    rule: "go-unpinned",
    why: /^go get installs nothing outside a module/,
  },
  "no flag is dropped from a JSON array": {
    text: 'FROM golang:alpine\nRUN ["go", "get", "-u", "example.org/a"]\n',
    rule: "go-unpinned",
    why: /^go get installs nothing outside a module/,
  },
  "the verb of a JSON array": {
    text: 'FROM golang:alpine\nRUN ["go", "get", "example.org/a"]\n',
    rule: "go-unpinned",
    pins: [{ style: "exact", text: "v1.4.0" }],
    fixed: 'FROM golang:alpine\nRUN ["go", "install", "example.org/a@v1.4.0"]\n',
  },
  "nor is a word in a variable made one of another command": {
    text: "FROM golang:alpine\nENV TOOL=example.org/a\nRUN go get $TOOL\n",
    rule: "go-unpinned",
    why: /^go get installs nothing outside a module/,
  },
  "of a branch of Go nothing is said": {
    text: "FROM golang:1.23.2\nRUN go install example.org/tool@master\n",
    rule: "go-unpinned",
    titles: ["Pin example.org/tool to its newest version that is at least 3 days old"],
    asks: { range: "master" },
  },
  "GOPATH mode takes no version": {
    text: "FROM golang:1.12-alpine\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    why: /^Go takes no version in GOPATH mode/,
  },
  "whether Go takes a version where its mode is not known, somebody decides": {
    text: "FROM debian:12\nENV GO_VERSION=1.11\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    titles: [
      "Pin example.org/tool to its newest version that is at least 3 days old (whether Go uses modules here is not known)",
    ],
    safety: "review",
    pins: [{ style: "exact", text: "v1.4.0" }],
    fixed: "FROM debian:12\nENV GO_VERSION=1.11\nRUN go get example.org/tool@v1.4.0\n",
  },
  "the same where a module may have been copied for an old Go": {
    text: "FROM golang:1.13\nCOPY . .\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "review",
  },
  "and where GO111MODULE is not known": {
    text: "FROM golang:1.17\nARG GO111MODULE\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "review",
  },
  "also of a go install that names no version": {
    text: "FROM debian:12\nRUN go install example.org/tool\n",
    rule: "go-unpinned",
    safety: "review",
  },
  "another Go than that of the image": {
    text: "FROM golang:1.9\nCOPY --from=golang:1.20 /usr/local/go /usr/local/go\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "review",
  },
  "a Go that is told to use modules": {
    text: "FROM debian:12\nRUN GO111MODULE=on go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "safe",
  },
  "a Go that takes a version with and without them": {
    text: "FROM golang:1.17\nCOPY . .\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "safe",
  },
  "a Go that gets nothing without them": {
    text: "FROM golang:1.22\nCOPY . .\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "safe",
  },
  "a module that is named": {
    text: "FROM debian:12\nCOPY go.mod go.sum ./\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    safety: "safe",
  },
  "a word that needs modules itself": {
    text: "FROM debian:12\nRUN go get example.org/tool@latest\n",
    rule: "go-unpinned",
    safety: "safe",
  },
  "go install of the newest version": {
    text: "FROM debian:12\nRUN go install example.org/tool@latest\n",
    rule: "go-unpinned",
    safety: "safe",
  },
  "a version that is an option goes behind the only package": {
    text: "FROM mcr.microsoft.com/dotnet/sdk:8.0.404\nRUN dotnet tool install -g dotnet-ef\n",
    rule: "other-unpinned",
    pins: [{ style: "exact", text: "8.0.10" }],
    fixed: "FROM mcr.microsoft.com/dotnet/sdk:8.0.404\nRUN dotnet tool install -g dotnet-ef --version 8.0.10\n",
  },
  "tools that only Windows and R have are not asked": {
    text: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN choco install -y git\n",
    rule: "other-unpinned",
    why: /Chocolatey runs on Windows alone/,
  },
  "pixi's channels are not asked": {
    text: "FROM ghcr.io/prefix-dev/pixi:0.56.0\nRUN pixi global install ripgrep\n",
    rule: "conda-unpinned",
    why: /`pixi search NAME`/,
  },
  "a word that is put together has no place for a version": {
    text: 'FROM debian:12.11\nARG NAME=curl\nRUN apt-get install -y lib"$NAME"\n',
    rule: "apt-unpinned",
    why: /^It is put together from several parts/,
  },
  "where the version is an option of the command, each package needs its own": {
    text: "FROM mcr.microsoft.com/dotnet/sdk:8.0.404\nRUN gem install rake rack\nRUN luarocks install lpeg\n",
    rule: "other-unpinned",
    titles: [
      "Pin lpeg to its newest version that is at least 3 days old (whether it fits the Lua of the image is not known)",
    ],
  },
  "also where it ends the file": {
    text: "FROM debian:12.11\nRUN luarocks install lpeg",
    rule: "other-unpinned",
    pins: [{ style: "exact", text: "1.1.0-2" }],
    fixed: "FROM debian:12.11\nRUN luarocks install lpeg 1.1.0-2",
  },
  "behind the quotes of PowerShell": {
    text: `
FROM mcr.microsoft.com/powershell:7.4
SHELL ["pwsh", "-Command"]
RUN Install-Module -Name 'Pester' -Force; Install-PSResource Plaster
`,
    rule: "other-unpinned",
    pins: [{ style: "exact", text: "5.6.1" }],
    fixed: `
FROM mcr.microsoft.com/powershell:7.4
SHELL ["pwsh", "-Command"]
RUN Install-Module -Name 'Pester' -RequiredVersion 5.6.1 -Force; Install-PSResource Plaster
`,
  },
  "but not inside of others": {
    text: 'FROM debian:12.11\nRUN bash -c "luarocks install lpeg"\n',
    rule: "other-unpinned",
    why: /has no place inside of quotes/,
  },
  "nor behind a variable": {
    text: "FROM debian:12.11\nARG ROCK=lpeg\nRUN luarocks install $ROCK\n",
    rule: "other-unpinned",
    why: /option of the whole command/,
  },
  "a range stands in the option": {
    text: "FROM mcr.microsoft.com/dotnet/sdk:8.0.404\nRUN dotnet tool install -g dotnet-ef --version '8.*'\n",
    rule: "package-inexact",
    why: /^dotnet takes the version as an option: write another one there by hand\.$/,
  },
  "a package of JSR is none of npm's index": {
    text: "FROM denoland/deno:2.5.4\nRUN deno install -g jsr:@scope/tool\n",
    rule: "npm-unpinned",
    why: /comes from an address and not from an index/,
  },
  "blanks around a range go with it": {
    text: "FROM python:3.12.7\nRUN pip install 'flask >= 2 , < 4'\n",
    rule: "package-inexact",
    pins: [{ style: "exact", text: "3.0.3" }],
    asks: { range: ">= 2 , < 4" },
    fixed: "FROM python:3.12.7\nRUN pip install 'flask==3.0.3'\n",
  },
  "an option has no place in a JSON array": {
    text: 'FROM debian:12.11\nRUN ["luarocks", "install", "lpeg"]\n',
    rule: "other-unpinned",
    why: /^luarocks takes the version as an option, which has no place inside of quotes or a JSON array\.$/,
  },
});
