import { lookupTable } from "../../../harness/lookup-table.ts";

const CURL = [{ style: "exact", text: "7.88.1-10+deb12u12" }] as const;

lookupTable("pins of words that are put together", {
  "one of a list that takes a part of it from another variable": {
    text: 'FROM debian:12.11\nARG NAME=curl\nENV PACKAGES="lib${NAME} git=1"\nRUN apt-get install -y $PACKAGES\n',
    rule: "apt-unpinned",
    why: /^It is put together from several parts/,
  },
  "one whose bound is a variable": {
    text: 'FROM python:3.12.7\nARG MIN=3\nRUN pip install "flask>=${MIN}"\n',
    rule: "package-inexact",
    why: /^It is put together from several parts/,
  },
  "one with a tag behind its name": {
    text: "FROM alpine:3.20.3\nRUN apk add unrar@old\n",
    rule: "apk-unpinned",
    why: /^What stands behind its name leaves no place/,
  },
  "a variable in front of the name is no obstacle": {
    text: "FROM condaforge/miniforge3:24.9.2-0\nARG CHANNEL=conda-forge\nRUN conda install -y ${CHANNEL}::numpy\n",
    rule: "conda-unpinned",
    pins: [{ style: "exact", text: "2.1.3" }],
    fixed:
      "FROM condaforge/miniforge3:24.9.2-0\nARG CHANNEL=conda-forge\nRUN conda install -y ${CHANNEL}::numpy=2.1.3\n",
  },
  "a word that comes through two variables gets its version where it stands": {
    text: 'FROM debian:12.11\nENV BASE="curl"\nRUN ALL="$BASE git=1" && apt-get install -y $ALL\n',
    rule: "apt-unpinned",
    pins: CURL,
    fixed: `FROM debian:12.11\nENV BASE="curl=7.88.1-10+deb12u12"\nRUN ALL="$BASE git=1" && apt-get install -y $ALL\n`,
  },
  "but not where the first of them goes elsewhere, too": {
    text: 'FROM debian:12.11\nENV BASE="curl"\nRUN ALL="$BASE lib${BASE}=1" && apt-get install -y $ALL\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
  "nor where that is a variable of the shell": {
    text: 'FROM debian:12.11\nRUN B="curl"; A="$B git=1" && which $B || apt-get install -y $A\n',
    rule: "apt-unpinned",
    why: /^The variable that holds its name is used elsewhere/,
  },
});
