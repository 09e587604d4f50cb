import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPins } from "../../../server/src/engine/check-pins.ts";
import { newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import type { ImageState, PackageState, PinAnswer } from "../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../server/src/pin/query.ts";
import { EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { readConfig } from "../../../server/src/settings/read-config.ts";
import { nodeOfJson } from "../../../server/src/settings/setting-node.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import { found, madeUpLookups, notFound } from "../../harness/made-up-broker.ts";
import { memoryFiles } from "../outside/memory-files.ts";

const OLD = `sha256:${"a1".repeat(32)}`;
const NEW = `sha256:${"b2".repeat(32)}`;
const FRESH: ImageState = { kind: "image", tagDigest: OLD, digestExists: true, isPlatform: false, before: {}, now: {} };
const THERE: PackageState = {
  kind: "package",
  exists: true,
  candidate: "7.88.1-10",
  isOutdated: false,
  isSecurity: false,
};
const MOVED = {
  tagDigest: NEW,
  before: { created: "2025-05-20T00:00:00Z", version: "12.11" },
  now: { created: "2025-06-20T00:00:00Z" },
};

async function checked(text: string, answer: (query: PinQuery) => PinAnswer, rules: object = {}) {
  const role = text.startsWith("services:") ? "compose" : "dockerfile";
  const entries = nodeOfJson({ rules });
  const commandLine = readConfig(entries.kind === "map" ? entries.entries : [], "file").config;
  const reader = newSettingsReader({
    files: memoryFiles({ "/r/.git/HEAD": "" }),
    commandLine,
    editor: EMPTY_CONFIG,
    settingsPath: undefined,
    limit: "/r",
    today: "2026-01-01",
  });
  const settings = await reader.settingsOf("/r/Dockerfile");
  const lookups = madeUpLookups(answer);
  return { ...(await checkPins({ role, text, settings }, lookups)), queries: lookups.queries };
}

/** `severity rule "words": message → the file after the first fix`. */
async function said(text: string, answer: (query: PinQuery) => PinAnswer, rules?: object): Promise<readonly string[]> {
  const { findings } = await checked(text, answer, rules);
  return findings.map(({ severity, rule, span, message, fixes: [fix] }) => {
    const after = fix?.kind === "edit" ? ` → ${applyEdits(text, fix.edits)?.replaceAll("\n", "|")}` : "";
    return `${severity} ${rule} "${text.slice(span.start, span.end)}": ${message}${after}`;
  });
}

const image = (state: Partial<ImageState>, pin = `12.11@${NEW}`) =>
  found([{ style: "tag-digest", text: pin }], { ...FRESH, ...state });
const PINNED = `FROM debian:12.11@${OLD}\n`;

test("a pin that is as it was says nothing", async () => {
  assert.deepEqual(await said(PINNED, () => image({})), []);
});

test("a tag that was pushed again: old, new and how much newer", async () => {
  assert.deepEqual(await said(PINNED, () => image(MOVED)), [
    `info image-digest-stale "debian:12.11@${OLD}": debian:12.11 was pushed again: sha256:a1a1a1a1a1a1… (12.11, 2025-05-20) is now sha256:b2b2b2b2b2b2… (2025-06-20), 31 days newer → FROM debian:12.11@${NEW}|`,
  ]);
});

test("the frontend that the directive names, which stands in no stage", async () => {
  const text = `# syntax=docker/dockerfile:1.9@${OLD}\nFROM scratch\n`;
  assert.deepEqual(await said(text, () => image(MOVED, `1.9@${NEW}`)), [
    `info image-digest-stale "docker/dockerfile:1.9@${OLD}": docker/dockerfile:1.9 was pushed again: sha256:a1a1a1a1a1a1… (12.11, 2025-05-20) is now sha256:b2b2b2b2b2b2… (2025-06-20), 31 days newer → # syntax=docker/dockerfile:1.9@${NEW}|FROM scratch|`,
  ]);
});

test("a tag of other parts than that of today gets no fix", async () => {
  const text = `ARG V=12.11\nFROM debian:$V-slim\n`;
  const [finding] = (await checked(text, () => image({ tagDigest: undefined }, "13.0"))).findings;
  assert.deepEqual([finding?.rule, finding?.fixes], ["image-gone", []]);
});

test("a digest of one platform, unless that platform is asked for", async () => {
  const answer = () => image({ isPlatform: true, tagDigest: NEW });
  assert.deepEqual(await said(PINNED, answer), [
    `warning image-digest-platform "debian:12.11@${OLD}": debian:12.11 is pinned to one platform by its digest: write the digest of the whole image → FROM debian:12.11@${NEW}|`,
  ]);
  const named = PINNED.replace("FROM", "FROM --platform=linux/arm64");
  assert.deepEqual(await said(named, answer), []);
  const other = () => image({ isPlatform: true, isOtherPlatform: true, tagDigest: NEW });
  assert.deepEqual(await said(named, other), [
    `warning image-digest-platform "debian:12.11@${OLD}": debian:12.11 is not for linux/arm64, its digest is that of another platform: write the digest of the whole image → FROM --platform=linux/arm64 debian:12.11@${NEW}|`,
  ]);
});

test("what is gone: the digest, the tag, both", async () => {
  const rows: readonly (readonly [string, Partial<ImageState>, string])[] = [
    [
      PINNED,
      { digestExists: false, tagDigest: NEW },
      "is still there, but its digest is gone: write the digest that the tag has today",
    ],
    [
      PINNED,
      { digestExists: false, tagDigest: undefined },
      "is gone from its registry, tag and digest: choose another image",
    ],
    [
      PINNED,
      { tagDigest: undefined },
      "is gone from its registry; the digest can still be pulled, until somebody cleans up: choose another tag",
    ],
    [
      "FROM debian:12.11\n",
      { tagDigest: undefined, digestExists: undefined },
      "is gone from its registry: choose another tag",
    ],
  ];
  for (const [text, state, message] of rows) {
    const { findings } = await checked(text, () => ({ ...found([], { ...FRESH, ...state }) }));
    assert.deepEqual(
      findings.map((finding) => [finding.rule, finding.severity, finding.message]),
      [["image-gone", "warning", `debian:12.11 ${message}`]],
    );
  }
});

const APT = "FROM debian:12.11\nRUN apt-get install -y curl=7.88.1-9 git\n";
const pkg = (state: Partial<PackageState>) => (query: PinQuery) =>
  query.kind === "image"
    ? image({})
    : found(
        [
          { style: "exact", text: "7.88.1-10" },
          { style: "wildcard", text: "7.88.1-*" },
        ],
        { ...THERE, ...state },
      );

test("a version that is in no archive, with the ways to write the one of today", async () => {
  assert.deepEqual(await said(APT, pkg({ exists: false, isOutdated: true })), [
    'warning package-gone "curl=7.88.1-9": curl 7.88.1-9 is in no archive any more, the next build breaks: it is 7.88.1-10 now → FROM debian:12.11|RUN apt-get install -y curl=7.88.1-10 git|',
  ]);
  const { findings } = await checked(APT, pkg({ exists: false }));
  assert.deepEqual(
    findings[0]?.fixes.map(({ title }) => title),
    ["Write 7.88.1-10", "Write 7.88.1-*"],
  );
});

test("an update is written as the version was, and a gone one as the next would be", async () => {
  const update = async (command: string, exact: string, wildcard: string, exists = true) => {
    const answer = (query: PinQuery) =>
      query.kind === "image"
        ? image({})
        : found(
            [
              { style: "wildcard", text: wildcard },
              { style: "exact", text: exact },
            ],
            { ...THERE, candidate: exact, isOutdated: true, exists },
          );
    const { findings } = await checked(`FROM debian:12.11\nRUN ${command}\n`, answer);
    return findings[0]?.fixes.map(({ title }) => title);
  };
  const apt = (version: string, exists?: boolean) =>
    update(`apt-get install -y curl=${version}`, "7.88.1-10", "7.88.1-*", exists);
  assert.deepEqual(await apt("7.88.0-1"), ["Write 7.88.1-10", "Write 7.88.1-*"]);
  assert.deepEqual(await apt("7.88.0-1", false), ["Write 7.88.1-*", "Write 7.88.1-10"]);
  assert.deepEqual(await apt("7.88.0-*"), ["Write 7.88.1-*", "Write 7.88.1-10"]);
  const apk = (version: string) => update(`apk add curl=${version}`, "8.14.1-r2", "8.14.1");
  assert.deepEqual(await apk("~8.11"), ["Write 8.14", "Write 8.14.1-r2"]);
  assert.deepEqual(await apk("~8.11.0"), ["Write 8.14.1", "Write 8.14.1-r2"]);
  assert.deepEqual(await apk("8.11.0-r0"), ["Write 8.14.1-r2", "Write 8.14.1"]);
  const dnf = (version: string) => update(`dnf install -y curl-${version}`, "8.9.1-5.el9", "8.9.1-*");
  assert.deepEqual(await dnf("8.9.0"), ["Write 8.9.1-*", "Write 8.9.1-5.el9"]);
  assert.deepEqual(await dnf("8.9.0-1.el9"), ["Write 8.9.1-5.el9", "Write 8.9.1-*"]);
});

test("a package of which no version is left", async () => {
  const answer = (query: PinQuery) =>
    query.kind === "image" ? image({}) : found([], { ...THERE, exists: false, candidate: undefined });
  assert.deepEqual(await said(APT, answer), [
    'warning package-gone "curl=7.88.1-9": curl 7.88.1-9 is in no archive any more, the next build breaks: the package itself is gone',
  ]);
});

test("a newer version, and a security update, which comes with its word", async () => {
  const [newer = ""] = await said(APT, pkg({ isOutdated: true }));
  assert.match(newer, /^info package-outdated "curl=7\.88\.1-9": curl 7\.88\.1-9 has a newer version: 7\.88\.1-10/);
  const { findings } = await checked(APT, pkg({ isOutdated: true, isSecurity: true }));
  assert.match(findings[0]?.message ?? "", /has a security update: 7\.88\.1-10$/);
  assert.equal(findings[0]?.isSecurity, true);
});

test("a new major version of a language package wants a look", async () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ["5.5.2", "5.6.3", "safe Write 5.6.3"],
    ["5.5.2", "7.0.2", "review Write 7.0.2 (a new major version)"],
    ["0.4.2", "0.4.9", "safe Write 0.4.9"],
    ["0.4.2", "0.5.0", "review Write 0.5.0 (a new major version)"],
  ];
  for (const [before, after, expected] of rows) {
    const { findings } = await checked(`FROM node:22.11.0\nRUN npm i -g typescript@${before}\n`, (query) =>
      query.kind === "image"
        ? image({})
        : found([{ style: "exact", text: after }], { ...THERE, candidate: after, isOutdated: true }),
    );
    const fixes = findings.flatMap((finding) => finding.fixes);
    assert.deepEqual(
      fixes.map(({ safety, title }) => `${safety} ${title}`),
      [expected],
    );
  }
});

test("updates of packages that pip chooses together want a look, as their first pins do", async () => {
  const update = async (command: string) => {
    const answer = (query: PinQuery) =>
      query.kind === "image"
        ? image({})
        : found([{ style: "exact", text: "3.1.2" }], { ...THERE, candidate: "3.1.2", isOutdated: true });
    const { findings } = await checked(`FROM python:3.12.7\nRUN ${command}\n`, answer);
    return findings[0]?.fixes.map(({ safety, title }) => `${safety} ${title}`);
  };
  const besides = "review Write 3.1.2 (what is installed besides may want another)";
  assert.deepEqual(await update("pip install flask==3.0.0 werkzeug==3.0.1"), [besides]);
  assert.deepEqual(await update("pip install flask==3.0.0"), ["safe Write 3.1.2"]);
  assert.deepEqual(await update("pip install -c allowed flask==3.0.0"), [
    "review Write 3.1.2 (settings of the command may choose another)",
  ]);
});

test("an update that the Python of the image may not take wants a look", async () => {
  const fixes = async (base: string) => {
    const { findings } = await checked(`FROM ${base}\nRUN pip3 install numpy==1.24.0\n`, (query) =>
      query.kind === "image"
        ? image({})
        : found([{ style: "exact", text: "1.26.4" }], { ...THERE, candidate: "1.26.4", isOutdated: true }),
    );
    return findings.flatMap((finding) => finding.fixes).map(({ safety, title }) => `${safety} ${title}`);
  };
  assert.deepEqual(await fixes("ubuntu:22.04"), ["safe Write 1.26.4"]);
  const asks = "review Write 1.26.4 (the Python that installs it is not known)";
  assert.deepEqual(await fixes("company.example/base:1.0"), [asks]);
});

test("where not every source could be read nothing is said to be gone", async () => {
  assert.deepEqual(await said(APT, pkg({ exists: undefined })), []);
});

test("apk is told whether a version is fuzzy", async () => {
  const added = "'curl=~8.11' git=2.45.2-r0 \"jq~=1.7\" vim=~$V";
  const text = `FROM alpine:3.20.3\nARG V=9.1.0707\nRUN apk add ${added}\n`;
  const { queries } = await checked(text, pkg({}));
  const current = queries.flatMap((query) => (query.kind === "os" ? [query.current] : []));
  assert.deepEqual([...new Set(current)], ["~8.11", "2.45.2-r0", "~1.7", "~9.1.0707"]);
});

test("packages of an archive of one day are not asked for", async () => {
  const text = "FROM debian:12.11\nRUN sed -i s,x,http://snapshot.debian.org/archive/debian/20250101T000000Z/, a\n";
  const { queries } = await checked(`${text}RUN apt-get install -y curl=7.88.1-9\n`, pkg({}));
  assert.deepEqual([...new Set(queries.map(({ kind }) => kind))], ["image"]);
});

test("a finding carries what is written, what it is today, who was asked and when", async () => {
  const { findings } = await checked(PINNED, () => image(MOVED));
  assert.deepEqual(findings[0]?.pin, {
    written: `12.11@${OLD}`,
    current: `12.11@${NEW}`,
    asked: ["registry.example"],
    at: "2026-01-01T00:00:00.000Z",
  });
});

test("who cannot be asked is listed once a pin, and not taken for fresh", async () => {
  const { findings, failed } = await checked(PINNED, () => notFound("registry.example cannot be reached."));
  assert.deepEqual(findings, []);
  assert.deepEqual(
    failed.map(({ span, title, message }) => [PINNED.slice(span.start, span.end), title, message]),
    [[`debian:12.11@${OLD}`, "Check docker.io/library/debian:12.11", "registry.example cannot be reached."]],
  );
});

test("comments and severities hold for these rules too", async () => {
  assert.deepEqual(await said(`# seaworthy ignore=image-digest-stale\n${PINNED}`, () => image(MOVED)), []);
  assert.deepEqual(await said(PINNED, () => image(MOVED), { "image-digest-stale": "off" }), []);
  const [raised = ""] = await said(PINNED, () => image(MOVED), { "image-digest-stale": "warning" });
  assert.match(raised, /^warning /);
  const stage = `${PINNED.trimEnd()} AS unused\nFROM scratch\n`;
  const [lower = ""] = await said(stage, () => image(MOVED));
  assert.match(lower, /^hint /);
});

const INLINE = `services:
  a:
    build:
      dockerfile_inline: |
        FROM debian:12.11@${OLD}
        RUN apt-get install -y $$OPTIONS curl=7.88.1-9
        # seaworthy ignore=package-outdated
        RUN apt-get install -y git=1
`;

test("pins of a Dockerfile that stands in a Compose file, each asked once and fixed where the file has it", async () => {
  const { findings, asked } = await checked(INLINE, pkg({ isOutdated: true }), { "image-digest-stale": "off" });
  assert.equal(asked, 6);
  assert.deepEqual(
    findings.map(({ rule, span, fixes: [fix] }) => [
      rule,
      INLINE.slice(span.start, span.end),
      applyEdits(INLINE, fix?.edits ?? []) === INLINE.replace("7.88.1-9", "7.88.1-10"),
    ]),
    [["package-outdated", "curl=7.88.1-9", true]],
  );
});

test("what fails for such a Dockerfile is told at its place in the file", async () => {
  const { failed } = await checked(INLINE, (query) => (query.kind === "image" ? image({}) : notFound("none")));
  assert.deepEqual(
    failed.map(({ span }) => INLINE.slice(span.start, span.end)),
    ["curl=7.88.1-9", "git=1"],
  );
});
