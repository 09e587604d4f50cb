import { downloadTable } from "../../../harness/download-table.ts";

downloadTable("git clone", {
  "the folder is named after the URL": [
    "RUN git clone https://a.example/t/tool.git",
    "git https://a.example/t/tool.git git > tool: none",
  ],
  "a branch or tag is told": [
    "RUN git clone --depth 1 -b v1.0 https://a.example/t/tool.git",
    "git https://a.example/t/tool.git git > tool ref v1.0: none",
  ],
  "values of options are no URLs": [
    "RUN git -c http.proxy=https://p.example clone --recursive --branch v1 --origin o.example --jobs 4 --config a=b --filter=blob:none --shallow-since 2020 --single-branch https://a.example/t/tool.git /src/x",
    "git https://a.example/t/tool.git git > x ref v1: none",
  ],
  "the folder may be given": [
    "RUN git clone https://a.example/t/tool /src/x/",
    "git https://a.example/t/tool git > x: none",
  ],
  "an address of ssh": ["RUN git clone git@a.example:t/tool.git", "git git@a.example:t/tool.git git > tool: none"],
  "a folder of this machine is no download": [
    "RUN git clone /src/tool /dst && git clone file:///src/tool && git clone ../tool && git clone ./tool",
  ],
  "a path without a scheme is a folder of this machine": ["RUN git clone vendor/tool /dst && git clone tool.git copy"],
  "a host with a colon, or a variable in front, may be elsewhere": [
    `
ARG BASE
RUN git clone a.example:t/tool.git && git clone "$BASE/t/other.git"`,
    "git a.example:t/tool.git git > tool: none",
    "git $BASE/t/other.git = ? git > other: none",
  ],
  "other subcommands fetch nothing that is reported": [
    "RUN git pull && git fetch https://a.example/t/tool.git && git ls-remote https://a.example/t/tool.git && git submodule update --init",
  ],
  "--revision of a full commit is a check by itself": [
    "RUN git clone --revision=<commit> https://a.example/t/tool",
    "git https://a.example/t/tool git > tool ref <commit>: commit covers inline",
  ],
  "a variable as URL": [
    `
ARG REPO=https://a.example/t/tool.git
RUN git clone "$REPO" /src`,
    "git $REPO = https://a.example/t/tool.git git > src: none",
  ],
});
