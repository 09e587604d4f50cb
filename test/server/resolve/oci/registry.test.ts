import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseReference } from "../../../../server/src/knowledge/image-reference.ts";
import { registryOf } from "../../../../server/src/resolve/oci/registry.ts";

const settings = {
  mirrors: new Map([
    ["docker.io", "mirror.example/hub/"],
    ["index.docker.io/team", "https://team.example:8443"],
    ["gcr.example/a/b", "gcr.example/other"],
    ["plain.example", "http://127.0.0.1:5000/all"],
  ]),
  insecureRegistries: ["old.example:5000"],
};

/** Reference → who is asked, with the settings above and without. */
const rows: Readonly<Record<string, readonly [string, string]>> = {
  "debian:12": ["https mirror.example hub/library/debian", "https registry-1.docker.io library/debian"],
  "index.docker.io/library/debian": [
    "https mirror.example hub/library/debian",
    "https registry-1.docker.io library/debian",
  ],
  "docker.io/team/app": ["https team.example:8443 app", "https registry-1.docker.io team/app"],
  "docker.io/teams/app": ["https mirror.example hub/teams/app", "https registry-1.docker.io teams/app"],
  "gcr.example/a/b": ["https gcr.example other", "https gcr.example a/b"],
  "gcr.example/a/b/c": ["https gcr.example other/c", "https gcr.example a/b/c"],
  "gcr.example/a/bc": ["https gcr.example a/bc", "https gcr.example a/bc"],
  "plain.example/x": ["https,http 127.0.0.1:5000 all/x", "https plain.example x"],
  "localhost:5000/x": ["https,http localhost:5000 x", "https,http localhost:5000 x"],
  "localhost.example/x": ["https localhost.example x", "https localhost.example x"],
  "127.0.0.1.example/x": ["https 127.0.0.1.example x", "https 127.0.0.1.example x"],
  "old.example:5000/x": ["https,http old.example:5000 x unchecked", "https old.example:5000 x"],
};

describe("who is asked for an image", () => {
  for (const [written, expected] of Object.entries(rows)) {
    it(written, () => {
      const reference = parseReference(written);
      assert.ok(reference);
      const asked = [settings, { mirrors: new Map(), insecureRegistries: [] }].map((one) => {
        const { schemes, host, repository, isUnchecked } = registryOf(reference, one);
        return `${schemes} ${host} ${repository}${isUnchecked ? " unchecked" : ""}`;
      });
      assert.deepEqual(asked, expected);
    });
  }
});
