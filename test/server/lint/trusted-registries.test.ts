import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseReference } from "../../../server/src/knowledge/image-reference.ts";
import { isTrusted } from "../../../server/src/lint/trusted-registries.ts";

const rows: readonly (readonly [entry: string, image: string, trusted: boolean])[] = [
  ["docker.io", "debian:12", true],
  ["hub.docker.com", "team/app", true],
  ["docker.io/library", "debian:12", true],
  ["docker.io/library", "team/app", false],
  ["ghcr.io", "ghcr.io/team/app", true],
  ["ghcr.io/team", "ghcr.io/team/app", true],
  ["ghcr.io/team/", "ghcr.io/team/app", true],
  ["ghcr.io/team/*", "ghcr.io/team/app", true],
  ["ghcr.io/*", "ghcr.io/team/app", true],
  ["ghcr.io/team", "ghcr.io/teams/app", false],
  ["ghcr.io/team/app", "ghcr.io/team/app:1", true],
  ["https://ghcr.io", "ghcr.io/team/app", true],
  ["https://ghcr.io/team/", "ghcr.io/teams/app", false],
  ["GHCR.io", "ghcr.io/team/app", true],
  ["*.example", "eu.registry.example/app", true],
  ["*.example", "registry.test/app", false],
  ["*registry.example", "eu-registry.example/app", true],
  ["registry.*", "registry.example/app", true],
  ["registry.*", "eu.registry.example/app", false],
  ["*", "registry.test/app", true],
  ["registry.example:5000", "registry.example:5000/app", true],
  ["registry.example", "registry.example:5000/app", false],
];

describe("entries of trustedRegistries", () => {
  for (const [entry, image, trusted] of rows) {
    it(`${entry} ${trusted ? "covers" : "does not cover"} ${image}`, () => {
      const reference = parseReference(image);
      assert.ok(reference !== undefined);
      assert.equal(isTrusted(reference, entry), trusted);
    });
  }
});
