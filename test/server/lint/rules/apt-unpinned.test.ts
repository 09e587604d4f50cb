import { rule } from "../../../../server/src/lint/rules/apt-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a range, which apt does not read between quotes either": {
    text: `
FROM debian:12.11
RUN apt-get install -y curl>=7.88 wget>/dev/null
                       ^^^^ curl has no version, since the shell takes >=7.88 as a redirection: write curl=VERSION
                                  ^^^^ wget has no version: write wget=VERSION`,
  },
  "a bare package name floats": {
    text: `
FROM debian:12.11
RUN apt-get update && apt-get install -y curl
                                         ^^^^ curl has no version: write curl=VERSION`,
    severity: "warning",
  },
  "each word is found, also on continued lines and through sudo": {
    text: `
FROM debian:12.11
RUN sudo apt-get install -y \\
    # for downloads
    curl \\
    ^^^^ curl has no version: write curl=VERSION
    git=1:2.39.2-1.1 \\
    jq
    ^^ jq has no version: write jq=VERSION`,
  },
  "apt and aptitude too": {
    text: `
FROM debian:12.11
RUN apt install -y curl && aptitude install -y jq
                   ^^^^ curl has no version: write curl=VERSION
                                               ^^ jq has no version: write jq=VERSION`,
  },
  "a word of a list stands where the list is defined": {
    text: `
FROM debian:12.11
ARG TOOLS="curl jq"
           ^^^^ curl has no version: write curl=VERSION
                ^^ jq has no version: write jq=VERSION
RUN apt-get install -y $TOOLS`,
  },
  "relaxed makes it a hint": {
    text: `
FROM debian:12.11
RUN apt-get install -y curl
                       ^^^^ curl has no version: write curl=VERSION`,
    options: { profile: "relaxed" },
    severity: "hint",
  },
  "a version, exact or by wildcard": {
    text: "FROM debian:12.11\nRUN apt-get install -y curl=7.88.1-10 jq=1.6-*",
  },
  "a version from a known variable": { text: "FROM debian:12.11\nARG V=7.88.1\nRUN apt-get install -y curl=$V" },
  "local files and URLs": {
    text: "FROM debian:12.11\nRUN apt-get install -y ./a.deb /tmp/b.deb https://dl.example/c.deb",
  },
  "a package that is taken away": { text: "FROM debian:12.11\nRUN apt-get install -y nano- vim=9.0-1" },
  "values of options": {
    text: "FROM debian:12.11\nRUN apt-get install -t bookworm-backports -o Dir::Cache=x -c apt.conf curl=1",
  },
  "other subcommands": {
    text: "FROM debian:12.11\nRUN apt-get update && apt-get upgrade -y && apt-get remove -y curl",
  },
  "words that are not known": { text: "FROM debian:12.11\nARG TOOLS\nRUN apt-get install -y $TOOLS $(cat list)" },
  "an archive of one day": {
    text: `
FROM debian:12.11
RUN echo 'deb http://snapshot.debian.org/archive/debian/20241016T000000Z bookworm main' > /etc/apt/sources.list
RUN apt-get update && apt-get install -y curl`,
  },
  "an archive of one day that apt chooses by itself": {
    text: `
FROM ubuntu:24.04
RUN echo 'APT::Snapshot "20241016T000000Z";' > /etc/apt/apt.conf.d/80snapshot
RUN apt-get update && apt-get install -y curl`,
  },
  "an archive of one day by an option": {
    text: "FROM ubuntu:24.04\nARG DAY=20250930T000000Z\nRUN apt-get install -y --update --snapshot=$DAY curl",
  },
  "an archive of one day in the list of sources": {
    text: `
FROM ubuntu:22.04
COPY <<EOF /etc/apt/sources.list
deb [snapshot=20250930T000000Z] http://archive.ubuntu.com/ubuntu jammy main
EOF
RUN apt-get update && apt-get install -y curl`,
  },
  "an archive of one day in a variable": {
    text: `
FROM debian:12.11
ARG ARCHIVE=http://snapshot.debian.org/archive/debian/20241016T000000Z
RUN sed -i "s|http://mirror.example/debian|$ARCHIVE|" /etc/apt/sources.list.d/* && apt-get update && apt-get install -y curl`,
  },
  "another snapshot": {
    text: `
FROM debian:12.11
RUN goreleaser release --snapshot --clean && apt-get install -y curl
                                                                ^^^^ curl has no version: write curl=VERSION`,
  },
  "a template placeholder": {
    text: "FROM debian:12.11\nRUN apt-get install -y {{ packages }} @@MORE@@ a<%= b %>c {% if slim %}d{% endif %}",
  },
  "a comment inside the command holds for the next line": {
    text: `
FROM debian:12.11
RUN apt-get install -y \\
    # seaworthy ignore=apt-unpinned -- always there
    curl \\
    jq
    ^^ jq has no version: write jq=VERSION`,
  },
  "a comment above the command holds for the words of its list": {
    text: "FROM debian:12.11\nARG TOOLS=curl\n# hadolint ignore=DL3008\nRUN apt-get install -y $TOOLS",
  },
  "a variable in a name stays": {
    text: `
FROM debian:12.11
ARG V=17
RUN apt-get install -y openjdk-$V-jdk
                       ^^^^^^^^^^^^^^ openjdk-$V-jdk has no version: write openjdk-$V-jdk=VERSION`,
  },
  "a release gives way to a version, and a task has none": {
    text: `
FROM debian:12.11
RUN apt-get install -y curl/sid libc6:i386/sid lamp-server^ 'php.*-cli'
                       ^^^^^^^^ curl/sid has no version: write curl=VERSION
                                ^^^^^^^^^^^^^^ libc6:i386/sid has no version: write libc6:i386=VERSION
                                               ^^^^^^^^^^^^ lamp-server^ stands for packages of other names, in any version: name them with their versions
                                                            ^^^^^^^^^^^ php.*-cli takes all that match, in any version: name the packages with their versions`,
  },
  "other patterns than those with a star, and a plus that belongs to the name": {
    text: `
FROM debian:12.11
RUN apt-get install -y libicu[0-9][0-9] php?-cli 'g\\+\\+-12' 'vim|nano' memtest86+
                       ^^^^^^^^^^^^^^^^ libicu[0-9][0-9] takes all that match, in any version: name the packages with their versions
                                        ^^^^^^^^ php?-cli takes all that match, in any version: name the packages with their versions
                                                 ^^^^^^^^^^ g\\+\\+-12 takes all that match, in any version: name the packages with their versions
                                                            ^^^^^^^^^^ vim|nano takes all that match, in any version: name the packages with their versions
                                                                       ^^^^^^^^^^ memtest86+ has no version: write memtest86+=VERSION
RUN apt-get install -y linux-headers-$(uname -r | cut -d- -f1) libfoo-\${V%%.*} libfoo\${V}-*
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ linux-headers-$(uname -r | cut -d- -f1) has no version: write linux-headers-$(uname -r | cut -d- -f1)=VERSION
                                                               ^^^^^^^^^^^^^^^ libfoo-\${V%%.*} has no version: write libfoo-\${V%%.*}=VERSION
                                                                               ^^^^^^^^^^^^ libfoo\${V}-* takes all that match, in any version: name the packages with their versions`,
  },
  "an architecture stays, and a pattern cannot be pinned": {
    text: `
FROM debian:12.11
RUN apt-get install -y libc6-dev:i386 'libcanberra-gtk*'
                       ^^^^^^^^^^^^^^ libc6-dev:i386 has no version: write libc6-dev:i386=VERSION
                                      ^^^^^^^^^^^^^^^^^^ libcanberra-gtk* takes all that match, in any version: name the packages with their versions`,
  },
});
