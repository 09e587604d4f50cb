import assert from "node:assert/strict";
import { test } from "node:test";
import { readSources } from "../../../../server/src/resolve/deb/sources.ts";

/** Text of a file → its sources for amd64, a line each. */
function sourcesOf(text: string, path = "etc/apt/sources.list"): readonly string[] {
  return readSources(new Map([[path, text]]), "amd64").map((source) => {
    const { uri, suite, components, signedBy, isTrusted } = source;
    const keys = signedBy.map((key) => (key.includes("\n") ? `${key.split("\n").length} lines` : key));
    return [uri, suite, components.join("+"), ...keys, ...(isTrusted ? ["trusted"] : [])].filter(Boolean).join(" ");
  });
}

const LINES: Readonly<Record<string, readonly string[]>> = {
  "deb http://a.example/debian trixie main contrib": ["http://a.example/debian/ trixie main+contrib"],
  "deb-src http://a.example/debian trixie main": [],
  "# deb http://a.example/debian trixie main": [],
  "deb http://a.example/debian trixie main # why": ["http://a.example/debian/ trixie main"],
  "deb [arch=amd64,arm64 signed-by=/etc/apt/keyrings/a.gpg] https://a.example/ trixie main": [
    "https://a.example/ trixie main etc/apt/keyrings/a.gpg",
  ],
  "deb [ arch=arm64 ] https://a.example/ trixie main": [],
  // Of a flat repository apt reads the one list that there is, and takes what is for this processor.
  "deb [arch=arm64] https://a.example/ ./": ["https://a.example/ ./"],
  // apt knows its options in small letters alone.
  "deb [Arch=arm64 Trusted=yes] https://a.example/ trixie main": ["https://a.example/ trixie main"],
  "deb [trusted=yes] https://a.example/ ./": ["https://a.example/ ./ trusted"],
  "deb https://a.example/ binary-$(ARCH)/": ["https://a.example/ binary-amd64/"],
  "deb http://a.example/d trixie main\ndeb http://a.example/d trixie contrib\n": [
    "http://a.example/d/ trixie main+contrib",
  ],
  "deb\tcdrom:[Debian]/ trixie main": ["cdrom:[Debian]/ trixie main"],
  "deb http://a.example": [],
};

for (const [line, expected] of Object.entries(LINES)) {
  test(`a line of sources: ${line.replaceAll("\n", "⏎")}`, () => assert.deepEqual(sourcesOf(line), expected));
}

const PARAGRAPHS: Readonly<Record<string, readonly [string, readonly string[]]>> = {
  "suites and URIs in every pair": [
    "Types: deb deb-src\n# from the installer\nURIs: http://a.example/d http://b.example/d\nSuites: trixie trixie-updates\nComponents: main\n",
    [
      "http://a.example/d/ trixie main",
      "http://a.example/d/ trixie-updates main",
      "http://b.example/d/ trixie main",
      "http://b.example/d/ trixie-updates main",
    ],
  ],
  "several paragraphs": [
    "Types: deb\nURIs: http://a.example\nSuites: x\nComponents: main\n\n\nTypes: deb\nURIs: http://b.example\nSuites: y/\n",
    ["http://a.example/ x main", "http://b.example/ y/"],
  ],
  "values over several lines": [
    "Types: deb\nURIs: http://a.example\nSuites:\n x\n y\nComponents: main\n",
    ["http://a.example/ x main", "http://a.example/ y main"],
  ],
  "one that is switched off": ["Enabled: no\nTypes: deb\nURIs: http://a.example\nSuites: x\nComponents: main\n", []],
  "another architecture": [
    "Types: deb\nURIs: http://a.example\nSuites: x\nComponents: main\nArchitectures: arm64\n",
    [],
  ],
  "a key by its path": [
    "Types: deb\nURIs: http://a.example\nSuites: x\nComponents: main\nSigned-By: /usr/share/keyrings/a.gpg\n",
    ["http://a.example/ x main usr/share/keyrings/a.gpg"],
  ],
  "a key in the file": [
    "Types: deb\nURIs: http://a.example\nSuites: x\nComponents: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n abc\n -----END PGP PUBLIC KEY BLOCK-----\n",
    ["http://a.example/ x main 4 lines"],
  ],
};

for (const [name, [text, expected]] of Object.entries(PARAGRAPHS)) {
  test(`paragraphs of sources: ${name}`, () => {
    assert.deepEqual(sourcesOf(text, "etc/apt/sources.list.d/a.sources"), expected);
  });
}

test("only files that apt reads are read", () => {
  const line = "deb http://a.example x main";
  const folder = "etc/apt/sources.list.d";
  for (const path of [`${folder}/a.list.save`, `${folder}/a b.list`, `${folder}/.a.list`, "etc/apt/a.list"])
    assert.deepEqual(sourcesOf(line, path), [], path);
  for (const path of [`${folder}/a.example.list`, `${folder}/a:1.list`, "etc/apt/sources.list"])
    assert.deepEqual(sourcesOf(line, path), ["http://a.example/ x main"], path);
});
