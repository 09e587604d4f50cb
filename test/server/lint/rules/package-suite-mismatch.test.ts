import { rule } from "../../../../server/src/lint/rules/package-suite-mismatch.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

ruleTable(rule, {
  "a version of another Debian release": {
    text: `
FROM debian:bookworm-20241016
RUN apt-get install -y openssl=1.1.1n-0+deb11u3
                       ^^^^^^^^^^^^^^^^^^^^^^^^ openssl 1.1.1n-0+deb11u3 was not built for Debian 12 (+deb11u3): look its version up again`,
    severity: "warning",
  },
  "the release below a language image, through a stage": {
    text: `
FROM node:22.11.0-bookworm AS base
FROM base
RUN apt-get install -y openssl=1.1.1n-0+deb11u3
                       ^^^^^^^^^^^^^^^^^^^^^^^^ openssl 1.1.1n-0+deb11u3 was not built for Debian 12 (+deb11u3): look its version up again`,
  },
  "Fedora's package on Enterprise Linux": {
    text: `
FROM rockylinux/rockylinux:9.4
RUN dnf install -y curl-8.9.1-2.fc42
                   ^^^^^^^^^^^^^^^^^ curl 8.9.1-2.fc42 was not built for Rocky Linux 9 (.fc42): look its version up again`,
  },
  "the release of the base": { text: "FROM debian:bookworm-20241016\nRUN apt-get install -y openssl=3.0.15-1~deb12u1" },
  "a base that is not known": { text: "ARG BASE\nFROM $BASE\nRUN apt-get install -y openssl=1.1.1n-0+deb11u3" },
  "a base whose release is not known": { text: "FROM python:3.12.7\nRUN apt-get install -y openssl=1.1.1n-0+deb11u3" },
  backports: { text: "FROM debian:12.11\nRUN apt-get install -y git=2.39.2-1~bpo11+1" },
  "a release that the command asks for": {
    text: "FROM debian:12.11\nRUN apt-get install -y -t bullseye openssl=1.1.1n-0+deb11u3",
  },
  "a release that the command sets": {
    text: "FROM debian:12.11\nRUN apt-get install -y -o APT::Default-Release=bullseye openssl=1.1.1n-0+deb11u3",
  },
  "a repository that the stage adds": {
    text: `
FROM debian:12.11
RUN echo 'deb https://apt.example/ bullseye main' > /etc/apt/sources.list.d/x.list
RUN apt-get install -y openssl=1.1.1n-0+deb11u3`,
  },
});
