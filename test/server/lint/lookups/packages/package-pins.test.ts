import { lookupTable } from "../../../../harness/lookup-table.ts";

const CURL = [
  { style: "exact", text: "7.88.1-10+deb12u12" },
  { style: "wildcard", text: "7.88.1-*" },
  { style: "snapshot", text: "20250520T000000Z" },
] as const;

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
  "an exact version needs no quotes there": {
    text: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nRUN apt-get install -y curl\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nRUN apt-get install -y curl=7.88.1-10+deb12u12\n',
  },
  "nor does a JSON array, which has no shell": {
    text: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nRUN ["apt-get", "install", "-y", "curl"]\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: 'FROM debian:12.11\nSHELL ["/bin/zsh", "-c"]\nRUN ["apt-get", "install", "-y", "curl=7.88.1-*"]\n',
  },
  "the shell of a stage below holds, too": {
    text: 'FROM debian:12.11 AS a\nSHELL ["/bin/zsh", "-c"]\nFROM a\nRUN apt-get install -y curl\n',
    rule: "apt-unpinned",
    choose: 1,
    pins: CURL,
    fixed: 'FROM debian:12.11 AS a\nSHELL ["/bin/zsh", "-c"]\nFROM a\nRUN apt-get install -y "curl=7.88.1-*"\n',
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
  "a word that is quoted in part is then quoted whole": {
    text: 'FROM debian:12.11\nRUN apt-get install -y lib"curl"4 git=1\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed: 'FROM debian:12.11\nRUN apt-get install -y "libcurl4=7.88.1-10+deb12u12" git=1\n',
  },
  "so is one whose version alone is": {
    text: "FROM debian:12.11\nRUN apt-get install -y bash='5.1-2+deb11u1'\n",
    rule: "package-suite-mismatch",
    pins: CURL,
    fixed: "FROM debian:12.11\nRUN apt-get install -y 'bash=7.88.1-10+deb12u12'\n",
  },
  "one with a variable in its quotes has no place": {
    text: 'FROM debian:12.11\nENV V=5.1-2+deb11u1\nRUN apt-get install -y bash="$V"\n',
    rule: "package-suite-mismatch",
    why: /^It is put together from several parts/,
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
  "packages of another manager beside it do not matter": {
    text: 'FROM debian:12.11\nENV P="curl git"\nRUN pip install six==1.0 && apt-get install -y $P && npm install -g b@1.0.0\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed:
      'FROM debian:12.11\nENV P="curl=7.88.1-10+deb12u12 git"\nRUN pip install six==1.0 && apt-get install -y $P && npm install -g b@1.0.0\n',
  },
  "one in front of the first stage gets it there": {
    text: 'ARG P="curl git"\nFROM debian:12.11\nARG P\nRUN apt-get install -y $P\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed: 'ARG P="curl=7.88.1-10+deb12u12 git"\nFROM debian:12.11\nARG P\nRUN apt-get install -y $P\n',
  },
  "but not where another stage reads it": {
    text: 'ARG P="curl git"\nFROM debian:12.11\nARG P\nRUN apt-get install -y $P\nFROM debian:12.11\nARG P\nRUN which $P\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor where a program in front of the install does": {
    text: "FROM debian:12.11\nENV P=curl\nRUN which $P; apt-get install -y $P\n",
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
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
  "apt takes its own for any": {
    text: "FROM debian:12.11\nRUN apt-get install -y perl:any\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "5.36.0-7" }],
    asks: { name: "perl", architecture: undefined },
    fixed: "FROM debian:12.11\nRUN apt-get install -y perl:any=5.36.0-7\n",
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
  "a release of apt's configuration is asked for": {
    text: "FROM debian:12.11\nRUN apt-get install -y -o APT::Default-Release=bookworm-backports curl\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "8.11.1-1~bpo12+1" }],
    asks: { release: "bookworm-backports" },
    fixed:
      "FROM debian:12.11\nRUN apt-get install -y -o APT::Default-Release=bookworm-backports curl=8.11.1-1~bpo12+1\n",
  },
  "a release behind the name goes before that of the command": {
    text: "FROM debian:12.11\nRUN apt-get install -y -t bookworm-backports curl:amd64/sid\n",
    rule: "apt-unpinned",
    pins: [{ style: "exact", text: "8.20.0-1" }],
    asks: { release: "sid" },
    fixed: "FROM debian:12.11\nRUN apt-get install -y -t bookworm-backports curl:amd64=8.20.0-1\n",
  },
  "a task is no package": {
    text: "FROM debian:12.11\nRUN apt-get install -y lamp-server^\n",
    rule: "apt-unpinned",
    why: /is not known before the build/,
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
  "nor is a pattern": {
    text: "FROM debian:12.11\nRUN apt-get install -y libicu[0-9][0-9]\n",
    rule: "apt-unpinned",
    why: /is not known before the build: a variable or a pattern names it/,
  },
  "a release in a variable is not asked for": {
    text: "FROM debian:12.11\nRUN apt-get install -y curl/$RELEASE\n",
    rule: "apt-unpinned",
    why: /^The release that it is taken from is not known/,
  },
  "a repository in front of the name has versions of its own": {
    text: "FROM opensuse/leap:15.6\nRUN zypper in -y games:hello\n",
    rule: "rpm-unpinned",
    why: /^It is taken from one repository alone/,
  },
  "a type in front of the name says nothing of them": {
    text: "FROM opensuse/leap:15.6\nRUN zypper in -y package:hello\n",
    rule: "rpm-unpinned",
    pins: [{ style: "exact", text: "2.10" }],
    fixed: "FROM opensuse/leap:15.6\nRUN zypper in -y package:hello=2.10\n",
  },
  "a repository that the command switches on would have to be built": {
    text: "FROM rockylinux:9\nRUN dnf install -y --enablerepo=epel htop\n",
    rule: "rpm-unpinned",
    asks: { manager: "rpm", edits: [{ kind: "unknown", text: "epel" }] },
  },
  "zypper takes a version without its release for one with any": {
    text: "FROM opensuse/leap:15.6\nRUN zypper install -y curl\n",
    rule: "rpm-unpinned",
    setup: { pinStyle: "wildcard" },
    titles: [WILD_TITLE, EXACT_TITLE],
    pins: [
      { style: "exact", text: "8.0.1-150400.5.1" },
      { style: "wildcard", text: "8.0.1" },
    ],
    choose: 1,
    fixed: "FROM opensuse/leap:15.6\nRUN zypper install -y curl=8.0.1-150400.5.1\n",
  },
  "aptitude knows no wildcard of a version": {
    text: "FROM debian:12.11\nRUN aptitude install -y curl\n",
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard" },
    pins: CURL,
    titles: [EXACT_TITLE, FREEZE_TITLE],
    fixed: "FROM debian:12.11\nRUN aptitude install -y curl=7.88.1-10+deb12u12\n",
  },
  "nor one in a list that it is given as well": {
    text: 'FROM debian:12.11\nARG LIST="curl"\nRUN apt-get install -y $LIST\nRUN aptitude install -y $LIST\n',
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard" },
    pins: CURL,
    fixed:
      'FROM debian:12.11\nARG LIST="curl=7.88.1-10+deb12u12"\nRUN apt-get install -y $LIST\nRUN aptitude install -y $LIST\n',
  },
  "nor to take a package away by": {
    text: 'FROM debian:12.11\nARG LIST="curl"\nRUN apt-get install -y $LIST && aptitude purge -y $LIST\n',
    rule: "apt-unpinned",
    setup: { pinStyle: "wildcard" },
    pins: CURL,
    fixed:
      'FROM debian:12.11\nARG LIST="curl=7.88.1-10+deb12u12"\nRUN apt-get install -y $LIST && aptitude purge -y $LIST\n',
  },
  "git of a tagged repository is no address": {
    text: "FROM alpine:3.20.3\nRUN apk add git@edge\n",
    rule: "apk-unpinned",
    pins: [{ style: "exact", text: "2.52.0-r0" }],
    asks: { name: "git", release: "edge" },
    fixed: "FROM alpine:3.20.3\nRUN apk add git@edge=2.52.0-r0\n",
  },
  "and its version is another one than that of the others": {
    text: "FROM alpine:3.20.3\nRUN apk add 'git@edge>=2'\n",
    rule: "package-inexact",
    pins: [{ style: "wildcard", text: "2.52.0" }],
    asks: { name: "git", release: "edge" },
    fixed: "FROM alpine:3.20.3\nRUN apk add 'git@edge=~2.52.0'\n",
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
  "a version beyond the bound that is written is none": {
    text: "FROM fedora:40\nRUN dnf install -y 'docker-ce < 3:25'\n",
    rule: "package-inexact",
    pins: [{ style: "exact", text: "3:28.5.1-1.fc40" }],
    fixed: null,
  },
  "one within it is": {
    text: "FROM fedora:40\nRUN dnf install -y 'docker-ce < 3:25'\n",
    rule: "package-inexact",
    pins: [{ style: "exact", text: "3:24.0.9-1.fc40" }],
    fixed: "FROM fedora:40\nRUN dnf install -y 'docker-ce-3:24.0.9-1.fc40'\n",
  },
  "so it is for apk, by its own order": {
    text: "FROM alpine:3.20.3\nRUN apk add --no-cache 'go<1.22_rc1'\n",
    rule: "package-inexact",
    pins: [{ style: "exact", text: "1.22-r0" }],
    fixed: null,
  },
  "and of a bound that nobody reads": {
    text: "FROM alpine:3.20.3\nRUN apk add --no-cache 'go><1.22'\n",
    rule: "package-inexact",
    pins: [{ style: "exact", text: "1.22-r0" }],
    fixed: null,
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
