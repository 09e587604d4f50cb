import assert from "node:assert/strict";
import { test } from "node:test";
import { distributionPython, imageRuntime } from "../../../../server/src/knowledge/distros/pythons.ts";
import { parseReference } from "../../../../server/src/knowledge/image-reference.ts";

const image = (name: string) => parseReference(name) ?? assert.fail(`${name} is no image`);

test("the Python of a distribution, where name and tag tell its series", () => {
  const rows = {
    "debian:12": "3.11",
    "debian:bullseye-slim": "3.9",
    "ubuntu:26.04": "3.14",
    "ubuntu:focal": "3.8",
    "alpine:3.20.3": "3.12",
    "fedora:44": "3.14",
    "redhat/ubi9": "3.9",
    "almalinux:9.4-minimal": "3.9",
    "quay.io/centos/centos:stream9": "3.9",
    "registry.access.redhat.com/ubi9-minimal": "3.9",
    "opensuse/leap:15.6": "3.6",
    "amazonlinux:2": "3.7",
    "golang:1.23-alpine3.20": "3.12",
    "mcr.microsoft.com/dotnet/sdk:8.0-jammy": "3.10",
  };
  for (const [name, version] of Object.entries(rows))
    assert.equal(distributionPython(image(name))?.version, version, name);
});

test("images that bring their own, and tags that tell nothing, have none", () => {
  const rows = ["python:slim-bookworm", "pypy:3.10-bookworm", "registry.access.redhat.com/ubi9/python-311"];
  rows.push(
    "registry.access.redhat.com/ubi8/nodejs-18",
    "ubuntu:latest",
    "debian",
    "alpine:edge",
    "company.example/base:1",
  );
  for (const name of rows) assert.equal(distributionPython(image(name)), undefined, name);
});

test("without a number python is another one in old releases", () => {
  assert.equal(distributionPython(image("centos:7"))?.needsNumber, true);
  assert.equal(distributionPython(image("debian:12"))?.needsNumber, false);
});

test("the tag of an image that is made for a runtime says its version", () => {
  const rows = {
    "python:3.11-slim": "3.11",
    "python:3.13rc1": "3.13",
    "python:3": undefined,
    "company.example/python:1.2": undefined,
    "ghcr.io/astral-sh/uv:0.5.1-python3.12-alpine": "3.12",
    "company.example/web:python3.12": "3.12",
    "company.example/web:python3.12rc1": undefined,
    "registry.access.redhat.com/ubi8/python-39:1-100": "3.9",
    "debian:12": undefined,
  };
  for (const [name, version] of Object.entries(rows)) assert.equal(imageRuntime(image(name), "python"), version, name);
  assert.equal(imageRuntime(image("ruby:3.3"), "ruby"), "3.3");
});
