import assert from "node:assert/strict";
import { test } from "node:test";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import { keyOf } from "../../../server/src/resolve/key.ts";
import { gitQuery, imageQuery, lookupSettings, osQuery } from "./lookup-harness.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const settings = lookupSettings();
const language: PinQuery = { kind: "language", manager: "pip", name: "flask", sources: [] };
const download: PinQuery = { kind: "download", url: "https://host.example/a", decoded: false, want: "checksum" };
const based = (tag: string | undefined, digest?: string): PinQuery =>
  osQuery({
    base: { reference: { ...imageQuery().reference, tag, digest }, platform: { os: "linux", arch: "amd64" } },
  });

const SAME: Readonly<Record<string, readonly [PinQuery, PinQuery]>> = {
  "no tag and latest": [imageQuery({ tag: undefined }), imageQuery({ tag: "latest" })],
  "arm64 and its only variant": [
    { ...imageQuery(), platform: { os: "linux", arch: "arm64" } },
    { ...imageQuery(), platform: { variant: "v8", arch: "arm64", os: "linux" } },
  ],
  "fields in another order": [gitQuery(), { ref: "main", url: "https://host.example/app", kind: "git" }],
  "a base by two tags of one digest": [based("12", DIGEST), based("bookworm", DIGEST)],
  "an address in two spellings": [gitQuery(), { ...gitQuery(), url: "HTTPS://HOST.example:443/app" }],
};

const OTHER: Readonly<Record<string, readonly [PinQuery, PinQuery]>> = {
  "another tag": [imageQuery(), imageQuery({ tag: "13" })],
  "a tag with a digest": [imageQuery(), imageQuery({ digest: DIGEST })],
  "another wish": [imageQuery(), { ...imageQuery(), want: "digest" }],
  "a variant of arm": [
    { ...imageQuery(), platform: { os: "linux", arch: "arm", variant: "v6" } },
    { ...imageQuery(), platform: { os: "linux", arch: "arm", variant: "v7" } },
  ],
  "another package": [osQuery(), osQuery({ name: "wget" })],
  "a repository that was added": [
    osQuery(),
    osQuery({ edits: [{ kind: "add", path: "/etc/apt/sources.list", text: "deb https://repo.example x main" }] }),
  ],
  "a base of another digest": [based("12", DIGEST), based("12", DIGEST.replaceAll("a", "b"))],
  "a written version": [osQuery(), osQuery({ current: "1" })],
  "a repository by ssh": [
    { ...gitQuery(), url: "git@host.example:one" },
    { ...gitQuery(), url: "git@host.example:two" },
  ],
  "a default branch": [gitQuery(), { kind: "git", url: gitQuery().url }],
};

for (const [name, [one, two]] of Object.entries(SAME))
  test(`${name}: one question`, () => assert.equal(keyOf(one, settings), keyOf(two, settings)));
for (const [name, [one, two]] of Object.entries(OTHER))
  test(`${name}: another question`, () => assert.notEqual(keyOf(one, settings), keyOf(two, settings)));

test("a setting counts for the kinds that it matters to", () => {
  const matters = (query: PinQuery, given: Parameters<typeof lookupSettings>[0]) =>
    keyOf(query, settings) !== keyOf(query, lookupSettings(given));
  const rows = [imageQuery(), osQuery(), language, download, gitQuery()].map((query) => [
    query.kind,
    matters(query, { mirrors: new Map([["docker.io", "mirror.example"]]) }),
    matters(query, { insecureRegistries: ["docker.io"] }),
    matters(query, { pinStyle: "exact" }),
    matters(query, { minimumReleaseAgeDays: 0 }),
    matters(query, { indexes: new Map([["pip", "https://index.example/"]]) }),
    matters(query, { indexes: new Map([["npm", "https://index.example/"]]) }),
    matters(query, { order: ["tool"] }),
    matters(query, { thirdParty: !settings.thirdParty }),
    matters(query, { engine: "podman", platforms: [] }),
  ]);
  assert.deepEqual(rows, [
    ["image", true, true, false, false, false, false, false, true, false],
    ["os", true, true, true, false, false, false, false, false, false],
    ["language", true, true, false, true, true, false, true, true, false],
    ["download", true, false, false, true, false, false, false, true, false],
    ["git", true, false, false, false, false, false, false, false, false],
  ]);
});

test("a key is the words of a place in the store", () => {
  assert.match(keyOf(gitQuery(), settings), /^[0-9a-f]{64}$/);
});
