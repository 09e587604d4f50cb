import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ImageConfig } from "../../../../server/src/resolve/oci/manifest.ts";
import { commitGuesses, versionGuesses } from "../../../../server/src/resolve/oci/tag-guesses.ts";

function configOf(
  labels: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
): ImageConfig {
  return {
    created: undefined,
    platform: undefined,
    labels: new Map(Object.entries(labels)),
    environment: new Map(Object.entries(environment)),
  };
}

const VERSION = "org.opencontainers.image.version";
const REVISION = "org.opencontainers.image.revision";
const commit = "3f2a1bc9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3";

describe("tags that an image may have", () => {
  const rows: Readonly<Record<string, readonly [string, ImageConfig, string]>> = {
    "by its label": ["latest", configOf({ [VERSION]: "24.04" }), "24.04 v24.04"],
    "in the flavour that is written, the label may name it too": [
      "3-slim",
      configOf({ [VERSION]: "3.12.4-slim" }),
      "3.12.4-slim",
    ],
    "by the variable of its own name first": [
      "22-alpine",
      configOf({}, { YARN_VERSION: "22.9.9", NODE_VERSION: "v22.12.0" }),
      "22.12.0-alpine 22.12.0 22.9.9-alpine 22.9.9",
    ],
    "by version and build, as Red Hat calls them": [
      "latest",
      configOf({ version: "9.7", release: "1763362218" }),
      "9.7-1763362218 v9.7-1763362218 9.7 v9.7",
    ],
    "not by a build without a version": ["latest", configOf({ release: "1763362218" }), ""],
    "with the spelling of Java's builds": [
      "17-jdk",
      configOf({}, { JAVA_VERSION: "jdk-17.0.10+7" }),
      "17.0.10_7-jdk 17.0.10_7",
    ],
    "not those of another version than the written one": ["20", configOf({}, { NODE_VERSION: "22.12.0" }), ""],
    "not by words or nonsense": [
      "latest",
      configOf({ [VERSION]: "main", version: "" }, { X_VERSION: "$(rm -rf /)1;x" }),
      "",
    ],
    "not more than a handful": [
      "latest",
      configOf({}, Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`X${at}_VERSION`, `1.${at}.0`]))),
      "1.0.0 v1.0.0 1.1.0 v1.1.0 1.2.0 v1.2.0",
    ],
  };
  for (const [name, [written, config, expected]] of Object.entries(rows)) {
    it(name, () => assert.equal(versionGuesses(written, config, "library/node").join(" "), expected));
  }

  it("by its commit, the usual spelling first", () => {
    const guesses = commitGuesses(configOf({ [REVISION]: commit, [VERSION]: "v1.2" }));
    assert.deepEqual([guesses[0], guesses.length, guesses.at(-1)], ["sha-3f2a1bc", 13, "v1.2-g3f2a1bc"]);
    assert.deepEqual(commitGuesses(configOf({ [REVISION]: "main" })), []);
    assert.equal(commitGuesses(configOf({ [REVISION]: commit, [VERSION]: "../../x" })).length, 12);
  });
});
