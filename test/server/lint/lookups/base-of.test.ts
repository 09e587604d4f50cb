import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { baseOf } from "../../../../server/src/lint/lookups/base-of.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import { SETUP } from "../../../harness/lookup-table.ts";

/** Image and platform that the last stage of a file is built on, where nothing is said for arm64. */
function baseIn(text: string): string {
  const stage = buildModel(text).stages.at(-1);
  assert.ok(stage !== undefined);
  const base = baseOf(stage, { ...SETUP, platform: { os: "linux", arch: "arm64" } });
  if (base === undefined) return "none";
  const { os, arch, variant } = base.platform;
  return `${base.reference.repository} ${[os, arch, ...(variant === undefined ? [] : [variant])].join("/")}`;
}

describe("the image that a stage is built on, and what it is pulled for", () => {
  const rows: Readonly<Record<string, string>> = {
    "FROM debian:12\n": "library/debian linux/arm64",
    "FROM debian:12 AS a\nFROM a AS b\nFROM b\n": "library/debian linux/arm64",
    "FROM scratch\n": "none",
    "ARG BASE\nFROM $BASE\n": "none",
    "FROM --platform=linux/amd64 debian:12\n": "library/debian linux/amd64",
    "FROM --platform=linux/amd64 debian:12 AS a\nFROM a\n": "library/debian linux/amd64",
    "FROM --platform=linux/arm/v7 debian:12\n": "library/debian linux/arm/v7",
    "FROM --platform=linux/x86_64 debian:12\n": "library/debian linux/amd64",
    "FROM --platform=amd64 debian:12\n": "library/debian linux/amd64",
    "FROM --platform=linux debian:12\n": "library/debian linux/arm64",
    "FROM --platform=linux/mips64le debian:12\n": "library/debian linux/mips64le",
    'FROM --platform="linux/amd64" debian:12\n': "library/debian linux/amd64",
    "ARG P=linux/amd64\nFROM --platform=$P debian:12\n": "library/debian linux/amd64",
    "ARG A=amd64\nFROM --platform=linux/${A} debian:12\n": "library/debian linux/amd64",
    "ARG P\nFROM --platform=${P:-linux/amd64} debian:12\n": "library/debian linux/amd64",
    "ARG P\nFROM --platform=$P debian:12\n": "library/debian linux/arm64",
    "FROM --platform=$BUILDPLATFORM debian:12\n": "library/debian linux/arm64",
    "FROM --platform=linux/$TARGETARCH debian:12\n": "library/debian linux/arm64",
    "FROM --platform=linux/arm/$V debian:12\n": "library/debian linux/arm64",
    "FROM --platform=linux/arm/v7/x debian:12\n": "library/debian linux/arm64",
    "FROM --platform=/amd64 debian:12\n": "library/debian linux/arm64",
  };
  for (const [text, base] of Object.entries(rows))
    it(`${text.trim().replaceAll("\n", " | ")} → ${base}`, () => assert.equal(baseIn(text), base));
});
