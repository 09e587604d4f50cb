import { rule } from "../../../../server/src/lint/rules/git-unpinned.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "the newest commit": {
    text: `
FROM debian:12.11
RUN git clone --depth 1 https://git.example/team/tool.git
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, but no full commit is checked out: name one`,
    severity: "warning",
  },
  "a tag or branch": {
    text: `
FROM debian:12.11
RUN git clone --branch v1.4.0 https://git.example/team/tool.git /src
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at v1.4.0, which can move: check out a full commit`,
  },
  "a commit where git takes a branch or tag, and one where it takes any revision": {
    text: `
FROM debian:12.11
ARG TOOL=0123456789abcdef0123456789abcdef01234567
RUN git clone --branch 0123456789abcdef0123456789abcdef01234567 https://git.example/team/a.git
                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a is cloned with a commit where --branch takes the name of a branch or tag alone: check the commit out
RUN git clone -b $TOOL --depth 1 https://git.example/team/b.git
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ b is cloned with a commit where --branch takes the name of a branch or tag alone: check the commit out
RUN git clone --revision=$TOOL https://git.example/team/c.git
RUN git clone -b $TOOL https://git.example/team/d.git || (git clone https://git.example/team/d.git && cd d && git checkout $TOOL)`,
  },
  "a tag that is checked out in a folder below the clone, which may be a submodule": {
    text: `
FROM debian:12.11
RUN git clone -b main https://git.example/team/a.git && cd a/sub && git checkout v1.0
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a is cloned, but no full commit is checked out: name one`,
  },
  "a branch in a variable that holds nothing": {
    text: `
FROM debian:12.11
ARG BRANCH=
RUN git clone --branch "$BRANCH" https://git.example/team/tool.git
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, but no full commit is checked out: name one`,
  },
  "an ARG that only the build gives a value, which may be a commit": {
    text: `
ARG COMMIT
FROM debian:12.11
ARG COMMIT
RUN git clone https://git.example/team/tool.git /tool && cd /tool && git checkout "\${COMMIT}"
RUN git clone https://git.example/team/other.git && git -C other reset --hard $COMMIT
ADD https://git.example/team/more.git#\${COMMIT} /more
ADD https://git.example/team/more.git?ref=$COMMIT /more`,
  },
  "an ARG with a default, one that is a branch, a part of a tag, and what a program prints": {
    text: `
FROM debian:12.11
ARG COMMIT=main
ARG TOOL_BRANCH
ARG VERSION
RUN git clone https://git.example/team/a.git && git -C a checkout $COMMIT
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a is cloned at main, which can move: check out a full commit
RUN git clone https://git.example/team/b.git && git -C b checkout $TOOL_BRANCH
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ b is cloned, but no full commit is checked out: name one
RUN git clone https://git.example/team/c.git && git -C c checkout v$VERSION
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ c is cloned at v$VERSION, which can move: check out a full commit
RUN git clone https://git.example/team/d.git && cd d && git checkout $(git describe --tags)
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ d is cloned, but no full commit is checked out: name one`,
  },
  "a branch that a template puts in": {
    text: `
FROM debian:12.11
RUN git clone --branch <%= tag %> https://git.example/team/tool.git
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at <%= tag %>, which can move: check out a full commit`,
  },
  "a branch or tag that the test in front of it excludes": {
    text: `
FROM debian:12.11
ARG V=latest
RUN if [ \${V} = "latest" ]; then git clone https://git.example/team/a; else git clone -b \${V} https://git.example/team/b; fi
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^ a is cloned, but no full commit is checked out: name one
                                                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ b is cloned, but no full commit is checked out: name one`,
  },
  "a branch or tag that another test is about": {
    text: `
FROM debian:12.11
ARG DEV
ARG V=v1.4.0
RUN if [ -n "$DEV" ]; then git clone -b $V https://git.example/team/tool.git; fi
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at v1.4.0, which can move: check out a full commit`,
  },
  "a branch or tag that the test in front of it asks for": {
    text: `
FROM debian:12.11
ARG V=v1.4.0
RUN if [ "$V" = latest ]; then echo none; else git clone -b $V https://git.example/team/tool.git; fi
                                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at v1.4.0, which can move: check out a full commit`,
  },
  "a tag that each branch sets to another": {
    text: `
FROM debian:12.11
RUN if [ -f new ]; then V=v2; else V=v1; fi; git clone -b $V https://git.example/team/tool.git
                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at v2, which can move: check out a full commit`,
  },
  "a repository without a name": {
    text: `
FROM debian:12.11
RUN git clone https://git.example/.git tool
              ^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, but no full commit is checked out: name one`,
  },
  "a commit that is left again": {
    text: `
FROM debian:12.11
RUN git clone https://git.example/team/tool.git && cd tool && git checkout 0123456789abcdef0123456789abcdef01234567 && git pull origin main
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, but no full commit is checked out: name one`,
  },
  "a commit that a build of PowerShell goes on without": {
    text: `
FROM debian:12.11
SHELL ["powershell", "-Command"]
RUN git clone https://git.example/team/tool.git; git -C tool checkout 0123456789abcdef0123456789abcdef01234567; cd tool
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, and the build goes on where its commit cannot be checked out: test $LASTEXITCODE behind it`,
  },
  "a commit that the build goes on without": {
    text: `
FROM debian:12.11
RUN git clone https://git.example/team/tool.git; cd tool && git checkout 0123456789abcdef0123456789abcdef01234567; make
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, and the build goes on where its commit cannot be checked out: join the commands by &&`,
  },
  "a commit that is checked out when somebody asks for it": {
    text: `
FROM debian:12.11
ARG PIN
RUN git clone https://git.example/team/tool.git && if [ -n "$PIN" ]; then cd tool && git checkout 0123456789abcdef0123456789abcdef01234567; fi
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned, and its commit is checked out only when a build argument is set: give that a default`,
  },
  "a git source of ADD": {
    text: `
FROM scratch
ADD https://git.example/team/tool.git#main /src
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is added at main, which can move: name a full commit`,
  },
  "a git source of ADD that names nothing": {
    text: `
FROM scratch
ADD git@git.example:team/tool.git /src
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is added without a full commit: name one`,
  },
  "a git source of ADD that asks in its query": {
    text: `
FROM scratch
ADD https://git.example/team/tool.git?ref=v1.4.0 /src
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is added at v1.4.0, which can move: name a full commit`,
  },
  "a commit in the query of ADD, beside its tag": {
    text: "FROM scratch\nADD https://git.example/t/a.git?tag=v1&commit=0123456789abcdef0123456789abcdef01234567 /src",
  },
  "a later checkout of a commit": {
    text: `
FROM debian:12.11
RUN git clone https://git.example/team/tool.git && cd tool && git checkout 0123456789abcdef0123456789abcdef01234567`,
  },
  "a later reset to a commit": {
    text: `
FROM debian:12.11
RUN git clone https://git.example/team/tool.git /src
RUN cd /src && git reset --hard 0123456789abcdef0123456789abcdef01234567`,
  },
  "a tag that is checked out behind the clone of a branch": {
    text: `
FROM debian:12.11
RUN git clone -b main https://git.example/team/tool.git && cd tool && git reset --hard v1.4.0
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at v1.4.0, which can move: check out a full commit`,
  },
  "a tag that a later RUN checks out, by an ARG": {
    text: `
FROM debian:12.11
ARG REF=v1.4.0
RUN git clone https://git.example/team/tool.git
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tool is cloned at v1.4.0, which can move: check out a full commit
WORKDIR tool
RUN git checkout "$REF"`,
  },
  "ADD of a commit": {
    text: "FROM scratch\nADD https://git.example/t/a.git#0123456789abcdef0123456789abcdef01234567 /src",
  },
});
