import { lookupTable } from "../../../harness/lookup-table.ts";

const CURL = [
  { style: "exact", text: "7.88.1-10+deb12u12" },
  { style: "wildcard", text: "7.88.1-*" },
  { style: "snapshot", text: "20250520T000000Z" },
] as const;

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const EXACT_TITLE = "Pin curl to its exact version of today (gone after the next update)";
const WILD_TITLE = "Pin curl to its upstream version of today (survives rebuilds and security updates)";
const FREEZE_TITLE = "Freeze all apt packages of this stage to the archive of today";

lookupTable("pins of distribution packages", {
  "apt offers the version, the wildcard and the archive of one day": {
    text: "FROM debian:12.11\nRUN apt-get update && apt-get install -y curl git\n",
    rule: "apt-unpinned",
    titles: [EXACT_TITLE, WILD_TITLE, FREEZE_TITLE],
    pins: CURL,
    asks: {
      kind: "os",
      manager: "apt",
      name: "curl",
      base: {
        reference: { registry: "docker.io", repository: "library/debian", tag: "12.11", digest: undefined },
        platform: { os: "linux", arch: "amd64" },
      },
      edits: [],
    },
    fixed: "FROM debian:12.11\nRUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u12 git\n",
  },
  "the wildcard comes first where nothing would raise an exact pin": {
    text: "FROM debian:12.11\nRUN apt-get install -y curl\n",
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard" },
    titles: [WILD_TITLE, EXACT_TITLE, FREEZE_TITLE],
    choose: 1,
    pins: CURL,
    fixed: "FROM debian:12.11\nRUN apt-get install -y curl=7.88.1-10+deb12u12\n",
  },
  "a wildcard is written without quotes where the shell hands it on": {
    text: "FROM debian:12.11\nRUN apt-get install -y curl\n",
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: "FROM debian:12.11\nRUN apt-get install -y curl=7.88.1-*\n",
  },
  "and in quotes where the shell would fail": {
    text: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nRUN apt-get install -y curl\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nRUN apt-get install -y "curl=7.88.1-*"\n',
  },
  "as bash can be told to, too": {
    text: 'FROM debian:12.11\nSHELL ["/bin/bash", "-O", "failglob", "-c"]\nRUN apt-get install -y curl\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: 'FROM debian:12.11\nSHELL ["/bin/bash", "-O", "failglob", "-c"]\nRUN apt-get install -y "curl=7.88.1-*"\n',
  },
  "and by its script": {
    text: `
FROM debian:12.11
RUN shopt -s failglob; apt-get install -y curl
SHELL ["/bin/zsh", "-c"]
`,
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: `
FROM debian:12.11
RUN shopt -s failglob; apt-get install -y "curl=7.88.1-*"
SHELL ["/bin/zsh", "-c"]
`,
  },
  "a shell of later RUNs does not matter": {
    text: 'FROM debian:12.11\nRUN apt-get install -y curl\nSHELL ["/bin/zsh", "-c"]\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: 'FROM debian:12.11\nRUN apt-get install -y curl=7.88.1-*\nSHELL ["/bin/zsh", "-c"]\n',
  },
  "in a variable it would have no quotes": {
    text: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nARG P=curl\nRUN apt-get install -y $P\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: null,
  },
  "a pin stands in the quotes of a script in quotes": {
    text: 'FROM debian:12.11\nRUN sh -c "apt-get install -y \\"curl\\" git"\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed: 'FROM debian:12.11\nRUN sh -c "apt-get install -y \\"curl=7.88.1-10+deb12u12\\" git"\n',
  },
  "the package that provides a name takes its place": {
    text: 'FROM debian:12.11\nENV PACKAGES="awk git"\nRUN apt-get install -y $PACKAGES\n',
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "1.3.4-1", name: "mawk" }],
    asks: { name: "awk" },
    fixed: 'FROM debian:12.11\nENV PACKAGES="mawk=1.3.4-1 git"\nRUN apt-get install -y $PACKAGES\n',
  },
  "a list in a variable that is taken away again by apt gets its version": {
    text: "FROM debian:12.11\nRUN deps='curl git'; apt-get install -y $deps && apt-get purge -y $deps\n",
    rule: "apt-unpinned",
    pins: CURL,
    fixed:
      "FROM debian:12.11\nRUN deps='curl=7.88.1-10+deb12u12 git'; apt-get install -y $deps && apt-get purge -y $deps\n",
  },
  "a variable that is a name, too, gets no version": {
    text: "FROM debian:12.11\nARG TOOL=curl\nRUN apt-get install -y $TOOL ${TOOL}-dev\n",
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor one whose words another program takes": {
    text: "FROM debian:12.11\nARG TOOL=curl\nRUN apt-get install -y ${TOOL} && ln -s $(which ${TOOL}) /bin/get\n",
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor one in a here-document": {
    text: "FROM debian:12.11\nARG TOOL=curl\nRUN apt-get install -y ${TOOL}\nRUN <<END\n${TOOL} --version\nEND\n",
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "rpm finds what is installed by its version": {
    text: 'FROM fedora:41\nRUN PKGS="jq tar" && dnf install -y $PKGS && rpm -V $PKGS\n',
    rule: "rpm-unpinned",
    pins: [{ style: "exact", text: "1.7.1-8.fc41" }],
    fixed: 'FROM fedora:41\nRUN PKGS="jq-1.7.1-8.fc41 tar" && dnf install -y $PKGS && rpm -V $PKGS\n',
  },
  "but by no pattern of it, which is not offered there": {
    text: 'FROM fedora:41\nRUN PKGS="jq tar" && dnf install -y $PKGS && rpm -V $PKGS\n',
    rule: "rpm-unpinned",
    setup: { pinStyle: "wildcard" },
    titles: ["Pin jq to its exact version of today (gone after the next update)"],
    pins: [
      { style: "wildcard", text: "1.7.1-*" },
      { style: "exact", text: "1.7.1-8.fc41" },
    ],
    fixed: 'FROM fedora:41\nRUN PKGS="jq-1.7.1-8.fc41 tar" && dnf install -y $PKGS && rpm -V $PKGS\n',
  },
  "nor is a version with an epoch written": {
    text: 'FROM fedora:41\nRUN PKGS="jq tar" && dnf install -y $PKGS && rpm -V $PKGS\n',
    rule: "rpm-unpinned",
    pins: [{ style: "exact", text: "1:1.7.1-8.fc41" }],
    fixed: null,
  },
  "nor packages that apk takes away by name alone": {
    text: 'FROM alpine:3.20.3\nARG DEPS="curl git"\nRUN apk add --no-cache $DEPS && apk del $DEPS\n',
    rule: "apk-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "in a JSON array a wildcard needs nothing": {
    text: 'FROM debian:12.11\nRUN ["apt-get", "install", "-y", "curl"]\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: 'FROM debian:12.11\nRUN ["apt-get", "install", "-y", "curl=7.88.1-*"]\n',
  },
  "the architecture stays, and is asked for": {
    text: "FROM debian:12.11\nRUN apt-get install -y libc6:i386\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "2.36-9" }],
    asks: { name: "libc6", architecture: "i386" },
    fixed: "FROM debian:12.11\nRUN apt-get install -y libc6:i386=2.36-9\n",
  },
  "a release behind the name is asked for and gives way to its version": {
    text: "FROM debian:12.11\nRUN apt-get install -y curl/bookworm-backports\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "8.11.1-1~bpo12+1" }],
    asks: { release: "bookworm-backports" },
    fixed: "FROM debian:12.11\nRUN apt-get install -y curl=8.11.1-1~bpo12+1\n",
  },
  "a release of the command is asked for and stays": {
    text: "FROM debian:12.11\nRUN apt-get install -y -t bookworm-backports curl\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "8.11.1-1~bpo12+1" }],
    asks: { release: "bookworm-backports" },
    fixed: "FROM debian:12.11\nRUN apt-get install -y -t bookworm-backports curl=8.11.1-1~bpo12+1\n",
  },
  "a word of a list variable is written at its definition": {
    text: 'FROM debian:12.11\nENV PACKAGES="git curl"\nRUN apt-get install -y $PACKAGES git=1:2.39.5-0\n',
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "1:2.39.5-0+deb12u2" }],
    asks: { name: "git" },
    fixed:
      'FROM debian:12.11\nENV PACKAGES="git=1:2.39.5-0+deb12u2 curl"\nRUN apt-get install -y $PACKAGES git=1:2.39.5-0\n',
  },
  "a list that two managers read is left alone": {
    text: 'FROM debian:12.11\nENV PACKAGES="curl"\nRUN apt-get install -y $PACKAGES\nRUN apk add $PACKAGES\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "the stage that it is built on gives the base": {
    text: "FROM debian:12.11 AS base\nFROM base\nRUN apt-get install -y curl\n",
    rule: "apt-unpinned",
    asks: {
      base: {
        reference: { registry: "docker.io", repository: "library/debian", tag: "12.11", digest: undefined },
        platform: { os: "linux", arch: "amd64" },
      },
    },
  },
  "a base that is not known cannot be asked": {
    text: "ARG BASE\nFROM ${BASE}\nRUN apt-get install -y curl\n",
    rule: "apt-unpinned",
    why: /image that the stage is built on is not known/,
  },
  "neither can a context that the build gives": {
    text: "FROM base\nRUN apt-get install -y curl\n",
    rule: "apt-unpinned",
    build: { buildContexts: ["base"] },
    why: /image that the stage is built on is not known/,
  },
  "a word with a variable in it is not asked for": {
    text: "FROM debian:12.11\nRUN apt-get install -y linux-headers-$(uname -r) php$V-fpm\n",
    rule: "apt-unpinned",
    why: /is not known before the build: a variable or a pattern names it/,
  },
  "neither are braces": {
    text: "FROM alpine:3.20.3\nRUN apk add --no-cache zlib{,-dev}\n",
    rule: "apk-unpinned",
    why: /is not known before the build: a variable or a pattern names it/,
  },
  "apk writes an upstream version with its own sign": {
    text: "FROM alpine:3.20.3\nRUN apk add --no-cache curl\n",
    rule: "apk-unpinned",
    setup: { pinStyle: "wildcard" },
    pins: [
      { style: "wildcard", text: "8.11.1" },
      { style: "exact", text: "8.11.1-r0" },
    ],
    asks: { manager: "apk" },
    fixed: "FROM alpine:3.20.3\nRUN apk add --no-cache curl=~8.11.1\n",
  },
  "and the exact one with another": {
    text: "FROM alpine:3.20.3\nRUN apk add --no-cache curl\n",
    rule: "apk-unpinned",
    pins: [{ style: "exact", text: "8.11.1-r0" }],
    fixed: "FROM alpine:3.20.3\nRUN apk add --no-cache curl=8.11.1-r0\n",
  },
  "dnf joins by a dash, an architecture stays": {
    text: "FROM fedora:40\nRUN dnf install -y glibc.i686\n",
    rule: "rpm-unpinned",
    pins: [{ style: "exact", text: "2.39-22.fc40" }],
    asks: { manager: "rpm", name: "glibc", architecture: "i686" },
    fixed: "FROM fedora:40\nRUN dnf install -y glibc-2.39-22.fc40.i686\n",
  },
  "whichever it is": {
    text: "FROM fedora:40\nRUN dnf install -y glibc.riscv64\n",
    rule: "rpm-unpinned",
    pins: [{ style: "exact", text: "2.39-22.fc40" }],
    asks: { manager: "rpm", name: "glibc", architecture: "riscv64" },
    fixed: "FROM fedora:40\nRUN dnf install -y glibc-2.39-22.fc40.riscv64\n",
  },
  "zypper has the architecture in front of the version, and is asked for it": {
    text: "FROM opensuse/leap:15.6\nRUN zypper install -y 'glibc.i586>=2'\n",
    rule: "package-inexact",
    pins: [{ style: "exact", text: "2.38-150600.14.5" }],
    asks: { manager: "zypper", name: "glibc", architecture: "i586" },
    fixed: "FROM opensuse/leap:15.6\nRUN zypper install -y 'glibc.i586=2.38-150600.14.5'\n",
  },
  "a version of another release is looked up again": {
    text: "FROM debian:bookworm-20241016\nRUN apt-get install -y openssl=1.1.1n-0+deb11u3\n",
    rule: "package-suite-mismatch",
    pins: [{ style: "exact", text: "3.0.15-1~deb12u1" }],
    asks: { name: "openssl" },
    fixed: "FROM debian:bookworm-20241016\nRUN apt-get install -y openssl=3.0.15-1~deb12u1\n",
  },
});

lookupTable("pins of language packages", {
  "npm writes the version behind @": {
    text: "FROM node:22.11.0\nRUN npm install -g typescript\n",
    rule: "npm-unpinned",
    titles: ["Pin typescript to its newest version that is 3 days old"],
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
    titles: ["Pin flask to the newest version in >=3.0 that is 3 days old"],
    pins: [{ style: "exact", text: "3.0.3" }],
    asks: { range: ">=3.0" },
    fixed: "FROM python:3.12.7\nRUN pip install 'flask==3.0.3'\n",
  },
  "the Python of the distribution is told": {
    text: "FROM ubuntu:22.04\nRUN apt-get install -y python3-pip && pip3 install numpy\n",
    rule: "pip-unpinned",
    titles: ["Pin numpy to its newest version that is 3 days old"],
    safety: "safe",
    asks: { name: "numpy", runtime: { version: "3.10" } },
  },
  "where the Python is not known somebody looks at the pin first": {
    text: "FROM company.example/base:1\nRUN pip3 install numpy\n",
    rule: "pip-unpinned",
    titles: ["Pin numpy to its newest version that is 3 days old (the Python that installs it is not known)"],
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
      "Pin monolog/monolog to its newest version that is 3 days old (whether it fits the PHP of the image is not known)",
    ],
    safety: "review",
  },
  "so does gem": {
    text: "FROM ruby:3.3\nRUN gem install rake\n",
    rule: "gem-unpinned",
    titles: ["Pin rake to its newest version that is 3 days old (whether it fits the Ruby of the image is not known)"],
    safety: "review",
  },
  "a command that takes pre-releases may install another one today": {
    text: "FROM python:3.12.7\nRUN pip install --pre flask\n",
    rule: "pip-unpinned",
    titles: ["Pin flask to its newest version that is 3 days old (a final one, though the command takes others, too)"],
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
    titles: ["Pin ripgrep to its newest version that is 3 days old"],
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
    titles: ["Pin example.org/tool to its newest version that is 3 days old, with go install"],
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
  "GOPATH mode takes no version": {
    text: "FROM golang:1.12-alpine\nRUN go get example.org/tool\n",
    rule: "go-unpinned",
    why: /^Go takes no version in GOPATH mode/,
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
    titles: ["Pin lpeg to its newest version that is 3 days old (whether it fits the Lua of the image is not known)"],
  },
  "an option has no place in a JSON array": {
    text: 'FROM debian:12.11\nRUN ["luarocks", "install", "lpeg"]\n',
    rule: "other-unpinned",
    why: /^luarocks takes the version as an option, which has no place inside of quotes or a JSON array\.$/,
  },
});
