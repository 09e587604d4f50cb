import assert from "node:assert/strict";
import { test } from "node:test";
import { type Config, EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { readEditorSettings } from "../../../server/src/settings/read-config.ts";

interface Row {
  readonly value: unknown;
  readonly config?: Partial<Config>;
  readonly problems?: readonly string[];
}

const rows: Readonly<Record<string, Row>> = {
  "what an editor sends when nobody set anything says no more than the standards": {
    value: {
      profile: "recommended",
      rules: { "image-latest": null },
      labels: { required: null, fromCI: false },
      trace: { server: "off" },
    },
    config: { profile: "recommended", labelsFromCI: false },
  },
  "an empty text says nothing, but for one in a map": {
    value: { profile: "", engine: "", vex: { path: "" }, buildArgs: { A: "" } },
    config: { buildArgs: new Map([["A", ""]]) },
  },
  "settings are read as in a file": {
    value: {
      rules: { "image-latest": "off" },
      buildArgs: { A: 1 },
      labels: { required: { a: "url" } },
      trustedRegistries: ["docker.io"],
    },
    config: {
      rules: new Map([["image-latest", "off"]]),
      buildArgs: new Map([["A", "1"]]),
      requiredLabels: new Map([["a", "url"]]),
      trustedRegistries: ["docker.io"],
    },
  },
  "a key that only a file may hold is said and ignored": {
    value: { locked: ["image-latest"], exclude: ["a"] },
    problems: ['"locked" can only be set in .seaworthy.yaml', '"exclude" can only be set in .seaworthy.yaml'],
  },
  "a scanner has what it works with": {
    value: {
      scanners: {
        programs: { trivvy: "/opt/trivy", grype: "/opt/grype", clair: "/opt/clair" },
        servers: { grype: "https://grype.example", clair: "https://clair.example" },
        images: { snyk: "snyk.example/snyk", trivy: "trivy.example/trivy" },
      },
    },
    config: {
      machine: {
        ...EMPTY_CONFIG.machine,
        scannerPrograms: new Map([["grype", "/opt/grype"]]),
        scannerServers: new Map([["clair", "https://clair.example"]]),
        scannerImages: new Map([["trivy", "trivy.example/trivy"]]),
        mistake: "scanners.programs",
      },
    },
    problems: [
      '"scanners.programs": unknown key "trivvy"; did you mean "trivy"?',
      '"scanners.programs": unknown key "clair"',
      '"scanners.servers": unknown key "grype"',
      '"scanners.images": unknown key "snyk"',
    ],
  },
  "only managers that are looked up have indexes": {
    value: { index: { nmp: "https://npm.example", pip: "https://pip.example/simple", apt: "https://deb.example" } },
    config: {
      machine: { ...EMPTY_CONFIG.machine, indexes: new Map([["pip", "https://pip.example/simple"]]), mistake: "index" },
    },
    problems: ['"index": unknown key "nmp"; did you mean "npm"?', '"index": unknown key "apt"'],
  },
  "an address that could not be asked is said and left out": {
    value: {
      index: { npm: "mirror.example:8081", pip: "https://pip.example/simple", go: "" },
      mirrors: {
        "docker.io": "",
        "ghcr.io/acme": "mirror.example:5000/acme",
        "https://deb.example": "http://[::1]:8080",
        "*.example": "mirror.example",
        "quay.io": "ftp://mirror.example",
      },
      scanners: { servers: { clair: "clair.example" } },
    },
    config: {
      machine: {
        ...EMPTY_CONFIG.machine,
        indexes: new Map([["pip", "https://pip.example/simple"]]),
        mirrors: new Map([
          ["ghcr.io/acme", "mirror.example:5000/acme"],
          ["https://deb.example", "http://[::1]:8080"],
        ]),
        scannerServers: new Map(),
        mistake: "mirrors",
      },
    },
    problems: [
      '"mirrors": "docker.io" must be a host or an address such as https://mirror.example/hub, not ""',
      '"mirrors": must be a host or an address such as https://mirror.example/hub, not "*.example"',
      '"mirrors": "quay.io" must be a host or an address such as https://mirror.example/hub, not "ftp://mirror.example"',
      '"index": "npm" must be an address such as https://server.example, not "mirror.example:8081"',
      '"index": "go" must be an address such as https://server.example, not ""',
      '"scanners.servers": "clair" must be an address such as https://server.example, not "clair.example"',
    ],
  },
  "what is no object at all is nothing": { value: "x" },
  "nor is null": { value: null },
};

for (const [name, { value, config = {}, problems = [] }] of Object.entries(rows)) {
  test(name, () => {
    const read = readEditorSettings(value);
    assert.deepEqual(
      read.problems.map(({ message }) => message),
      problems,
    );
    assert.deepEqual(read.config, { ...EMPTY_CONFIG, ...config });
  });
}

test("an object that holds itself has an end", () => {
  const loop: Record<string, unknown> = {};
  loop.rules = loop;
  assert.deepEqual(readEditorSettings(loop).config, EMPTY_CONFIG);
});
