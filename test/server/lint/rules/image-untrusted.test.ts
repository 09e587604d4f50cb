import { rule } from "../../../../server/src/lint/rules/image-untrusted.ts";
import { ruleTable } from "../../../harness/rule-table.ts";

const options = { trustedRegistries: ["registry.example", "ghcr.io/team", "*.corp.example"] };

ruleTable(rule, {
  "a registry outside of the list": {
    text: `
FROM quay.io/team/app:1.4.0
     ^^^^^^^^^^^^^^^^^^^^^^ quay.io/team/app:1.4.0 comes from quay.io, which is not trusted here: use one of registry.example, ghcr.io/team, *.corp.example`,
    options,
  },
  "Docker Hub is meant where no registry is written": {
    text: `
FROM debian:12.11
     ^^^^^^^^^^^^ debian:12.11 comes from docker.io, which is not trusted here: use one of registry.example, ghcr.io/team, *.corp.example`,
    options,
  },
  "another owner on a registry that is trusted in part": {
    text: `
FROM ghcr.io/teams/app:1.4.0
     ^^^^^^^^^^^^^^^^^^^^^^^ ghcr.io/teams/app:1.4.0 comes from ghcr.io, which is not trusted here: use one of registry.example, ghcr.io/team, *.corp.example`,
    options,
  },
  "registries and owners of the list": {
    text: "FROM registry.example/a/b:1.0.0\nFROM ghcr.io/team/app:1.4.0\nFROM eu.corp.example/app:1.0.0",
    options,
  },
  "a list without any": {
    text: `
FROM debian:12.11
     ^^^^^^^^^^^^ debian:12.11 comes from docker.io, which is not trusted here: trustedRegistries lists none`,
    options: { trustedRegistries: [] },
  },
  "Docker Hub by its names": {
    text: "FROM debian:12.11\nFROM index.docker.io/team/app:1.4.0",
    options: { trustedRegistries: ["docker.io"] },
  },
  "stages and scratch come from nowhere": { text: "FROM scratch AS base\nFROM base", options },
  "without the list it is silent": { text: "FROM quay.io/team/app:1.4.0" },
});
