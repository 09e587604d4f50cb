import assert from "node:assert/strict";
import { test } from "node:test";
import type { PackageState } from "../../../../server/src/pin/pin.ts";
import type { OsQuery } from "../../../../server/src/pin/query.ts";
import type { LookupWorld, Resolution } from "../../../../server/src/resolve/resolver.ts";
import { apt } from "../../../../server/src/resolve/resolvers/apt.ts";
import { type MadeSuite, newSigner, servedSuite } from "../../../harness/apt-archive.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";
import { newShared, newStore, servedFiles, servedImage } from "../../../harness/served-files.ts";

const ARCHIVE = "http://archive.example/debian/";
const signer = newSigner();

const STABLE: MadeSuite = {
  suite: "stable",
  fields: { Origin: "Debian", Codename: "trixie", Version: "13.2" },
  packages: [
    "curl 8.14.1-2",
    "git 1:2.47.3-0+deb13u1",
    "mawk 1.3.4-1 provides awk",
    "exim4 4.98-1 provides mta",
    "nullmailer 2.2-1 provides mta",
    "tzdata 2026a",
  ],
  signer,
};
const SECURITY: MadeSuite = { suite: "stable-security", packages: ["curl 8.14.1-2+deb13u1"], signer };
const BACKPORTS: MadeSuite = {
  suite: "stable-backports",
  fields: { Codename: "trixie-backports", NotAutomatic: "yes", ButAutomaticUpgrades: "yes" },
  packages: ["curl 8.17.0-1~bpo13+1"],
  signer,
};

const SOURCES = `deb [signed-by=/etc/apt/keyrings/archive.asc] ${ARCHIVE} stable main\n`;

interface Setting {
  readonly files?: Readonly<Record<string, string>>;
  readonly suites?: readonly MadeSuite[];
  readonly world?: Partial<LookupWorld>;
  /** Bodies of other addresses. */
  readonly pages?: readonly (readonly [url: string, body: string])[];
  /** Status of what is not there. */
  readonly missing?: number;
}

/** Asks for packages of an image with these files and an archive with these suites. */
async function served({
  files = {},
  suites = [STABLE, SECURITY, BACKPORTS],
  world = {},
  pages = [],
  missing,
}: Setting) {
  const all = new Map<string, string | Uint8Array>();
  const image = {
    "etc/apt/keyrings/archive.asc": (await signer).publicKey,
    "etc/apt/sources.list": SOURCES,
    ...files,
    "etc/zz": "",
  };
  for (const [url, body] of servedImage("https://registry.example/v2/base", "13", image)) all.set(url, body);
  for (const suite of suites) for (const [url, body] of await servedSuite(ARCHIVE, suite)) all.set(url, body);
  for (const [url, body] of pages) all.set(url, body);
  const { http, requests } = servedFiles(all, missing);
  const here = lookupWorld({ http, shared: newShared(), ...world });
  const ask = async (name: string, more: Partial<OsQuery> = {}) => await apt.resolve({ ...query(name), ...more }, here);
  return { ask, requests };
}

function query(name: string): OsQuery {
  const reference = { registry: "registry.example", repository: "base", tag: "13", digest: undefined };
  return { kind: "os", manager: "apt", name, base: { reference, platform: { os: "linux", arch: "amd64" } }, edits: [] };
}

function pinsOf(answer: Resolution): readonly string[] {
  assert.ok(answer.ok, answer.ok ? "" : answer.message);
  return answer.pins.map(({ text, recommended }) => (recommended ? `${text} (recommended)` : text));
}

function refusalOf(answer: Resolution): string {
  assert.ok(!answer.ok, "there is an answer");
  return `${answer.reason}${answer.isOpen === true ? " (open)" : ""}: ${answer.message}`;
}

const ALL_SUITES = {
  "etc/apt/sources.list":
    SOURCES.replace("stable main", "stable main") +
    SOURCES.replace("stable", "stable-security") +
    SOURCES.replace("stable", "stable-backports"),
};

test("apt: the newest version of all suites is pinned, exactly or up to its revision", async () => {
  const { ask } = await served({ files: ALL_SUITES });
  assert.deepEqual(pinsOf(await ask("curl")), ["8.14.1-2+deb13u1 (recommended)", "8.14.1-*", "20260615T120000Z"]);
  assert.deepEqual(pinsOf(await ask("git+")), ["1:2.47.3-0+deb13u1 (recommended)", "1:2.47.3-*", "20260615T120000Z"]);
});

test("apt: the wish of the settings is recommended", async () => {
  const wildcard = await served({ world: { settings: { ...STANDARD_SETTINGS, pinStyle: "wildcard" } } });
  assert.deepEqual(pinsOf(await wildcard.ask("curl")), ["8.14.1-2", "8.14.1-* (recommended)", "20260615T120000Z"]);
  assert.deepEqual(pinsOf(await wildcard.ask("tzdata")), ["2026a", "2026a* (recommended)", "20260615T120000Z"]);
});

test("apt: -t chooses a suite, and one that is not there is none", async () => {
  const { ask } = await served({ files: ALL_SUITES });
  for (const release of ["stable-backports", "trixie-backports"])
    assert.equal(pinsOf(await ask("curl", { release }))[0], "8.17.0-1~bpo13+1 (recommended)");
  const refused = await ask("curl", { release: "sid" });
  assert.equal(refusalOf(refused), "not-found: The sources of the base image have no release sid.");
});

test("apt: a signature by a key of the image is checked", async () => {
  const { ask } = await served({});
  const answer = await ask("curl");
  assert.ok(answer.ok);
  assert.deepEqual([answer.checks, answer.caveats], [["signature", "hash-chain"], []]);
  assert.equal(answer.dataDate, "2026-06-15T08:00:00.000Z");
});

test("apt: an archive whose keys nobody knows is read with a caveat", async () => {
  const { ask } = await served({ suites: [{ ...STABLE, signer: newSigner() }] });
  const answer = await ask("curl");
  assert.ok(answer.ok);
  assert.deepEqual(answer.checks, ["hash-chain"]);
  assert.deepEqual(answer.caveats, [
    "The signature of stable of archive.example was not checked: none of its keys is known.",
  ]);
});

test("apt: an archive that nobody signed is read with a caveat", async () => {
  const { signer: _, ...unsigned } = STABLE;
  const { ask } = await served({ suites: [unsigned] });
  const answer = await ask("curl");
  assert.ok(answer.ok);
  assert.deepEqual(answer.checks, ["hash-chain"]);
  assert.deepEqual(answer.caveats, [
    "stable of archive.example has no signature: apt takes it only where it is told to trust it.",
  ]);
});

test("apt: an older archive signs beside its release file", async () => {
  const { createMessage, sign } = await import("openpgp");
  const { signer: _, ...unsigned } = STABLE;
  const root = `${ARCHIVE}dists/stable/`;
  const text = (await servedSuite(ARCHIVE, unsigned)).get(`${root}Release`);
  assert.ok(typeof text === "string");
  const message = await createMessage({ binary: Buffer.from(text) });
  const signature = await sign({ message, signingKeys: (await signer).key, detached: true });
  for (const [release, expected] of [
    [text, "8.14.1-2 (recommended)"],
    [`${text} `, "malformed"],
  ] as const) {
    const pages = [[`${root}Release`, release] as const, [`${root}Release.gpg`, signature] as const];
    const answer = await (await served({ suites: [unsigned], pages })).ask("curl");
    assert.equal(answer.ok ? pinsOf(answer)[0] : answer.reason, expected);
    assert.deepEqual(answer.ok && answer.checks, answer.ok && ["signature", "hash-chain"]);
  }
});

test("apt: a store that refuses what is not there is asked for the release file of older archives", async () => {
  const { signer: _, ...unsigned } = STABLE;
  const { ask, requests } = await served({ suites: [unsigned], missing: 403 });
  assert.equal(
    refusalOf(await ask("curl")),
    `refused (open): ${ARCHIVE}dists/stable/Release.gpg needs a login, or is not for everybody.`,
  );
  assert.ok(requests.includes(`${ARCHIVE}dists/stable/Release`));
});

test("apt: a virtual package has no version of its own", async () => {
  const { ask } = await served({});
  const awk = await ask("awk");
  assert.ok(awk.ok);
  assert.deepEqual(awk.pins.map(({ name, text, note }) => [name, text, note]).slice(0, 2), [
    ["mawk", "1.3.4-1", "gone after the next update; mawk is what provides awk"],
    ["mawk", "1.3.4-*", "survives security updates; mawk is what provides awk"],
  ]);
  assert.equal(
    refusalOf(await ask("mta")),
    "ambiguous: mta is a name for what other packages provide: name one of exim4, nullmailer.",
  );
});

test("apt: what no source has is not found", async () => {
  const { ask } = await served({});
  assert.equal(refusalOf(await ask("crul")), "not-found: No source of the base image has a package crul.");
  assert.equal(refusalOf(await ask("fo*")), "unsupported: fo* is not the name of one package.");
});

test("apt: sources that a Dockerfile adds or changes count", async () => {
  const { ask } = await served({});
  const add = {
    kind: "add",
    path: "/etc/apt/sources.list.d/more.list",
    text: SOURCES.replace("stable", "stable-security"),
  } as const;
  assert.equal(pinsOf(await ask("curl", { edits: [add] }))[0], "8.14.1-2+deb13u1 (recommended)");
  const substitute = {
    kind: "substitute",
    path: "/etc/apt/sources.list",
    text: "",
    from: "stable",
    to: "stable-backports",
  } as const;
  assert.equal(pinsOf(await ask("curl", { edits: [substitute] }))[0], "8.17.0-1~bpo13+1 (recommended)");
  const unknown = { kind: "unknown", text: "curl https://repo.example/setup.sh | sh" } as const;
  assert.equal(
    refusalOf(await ask("curl", { edits: [unknown] })),
    "ambiguous (open): Where packages come from is not known: curl https://repo.example/setup.sh | sh changes it.",
  );
});

test("apt: packages for all architectures may stand in a list of their own", async () => {
  const suite = { ...STABLE, packages: ["curl 1-1"], ofAll: ["tzdata 2026b", "curl 2-1"] };
  const { ask } = await served({ suites: [suite] });
  assert.equal(pinsOf(await ask("tzdata"))[0], "2026b (recommended)");
  // What Debian says: they stand in the list of each architecture, and the other one is not read.
  const fields = { ...STABLE.fields, Architectures: "all amd64", "No-Support-for-Architecture-all": "Packages" };
  const beside = await served({ suites: [{ ...suite, fields }] });
  assert.equal(pinsOf(await beside.ask("curl"))[0], "1-1 (recommended)");
  assert.equal(refusalOf(await beside.ask("tzdata")), "not-found: No source of the base image has a package tzdata.");
});

test("apt: a flat repository may lie at its address itself, and a list be gone that is still listed", async () => {
  const suite = { ...STABLE, suite: "", isFlat: true };
  const files = { "etc/apt/sources.list": SOURCES.replace("stable main", "./") };
  const { ask } = await served({ suites: [suite], files });
  assert.equal(pinsOf(await ask("curl"))[0], "8.14.1-2 (recommended)");
  const gone = await served({ suites: [{ ...STABLE, isGone: true }] });
  assert.match(
    refusalOf(await gone.ask("curl")),
    /^not-found \(open\): .*\/by-hash\/SHA256\/[0-9a-f]+ is not there\.$/,
  );
});

test("apt: a mirror without names by hash has its lists by their own names", async () => {
  for (const missing of [404, 403]) {
    const { ask } = await served({ suites: [{ ...STABLE, lacksHashes: true }], missing });
    assert.equal(pinsOf(await ask("curl"))[0], "8.14.1-2 (recommended)");
  }
});

test("apt: of a flat repository packages of other architectures do not count", async () => {
  const suite = { ...STABLE, suite: "flat/", isFlat: true, packages: ["tool:arm64 2-1", "tool 1-1", "tool:all 1-0"] };
  const files = { "etc/apt/sources.list": SOURCES.replace("stable main", "flat/") };
  const store = newStore();
  const { ask } = await served({ suites: [suite], files, world: { store } });
  const arm = { ...query("tool").base, platform: { os: "linux", arch: "arm64" } };
  assert.equal(pinsOf(await ask("tool"))[0], "1-1 (recommended)");
  assert.equal(pinsOf(await ask("tool", { base: arm }))[0], "2-1 (recommended)");
});

test("apt: a list that apt alone unpacks is left to it, and not taken for empty", async () => {
  const { ask } = await served({ suites: [{ ...STABLE, isOdd: true }] });
  assert.equal(
    refusalOf(await ask("curl")),
    `unsupported (open): ${ARCHIVE}dists/stable/main/binary-amd64/ has a list of packages that apt alone can unpack.`,
  );
});

const LEFT_TO_APT = "unsupported (open): the base image has preferences that apt alone reads.";

test("apt: preferences that only apt can match are left to it", async () => {
  const record = (name: string) => `Package: ${name}\nPin: release a=stable-backports\nPin-Priority: 900\n`;
  const answers = async (name: string) => {
    const files = { ...ALL_SUITES, "etc/apt/preferences": record(name) };
    return await (await served({ files })).ask("curl");
  };
  assert.equal(pinsOf(await answers("c?rl"))[0], "8.17.0-1~bpo13+1 (recommended)");
  for (const name of [
    ...["src:curl", "/^cu/", "[a-c]url", "curl:amd64"],
    ...["/^stable/", "a=/^stable/", "o=Debian, b=amd64"].map(
      (release) => `git\nPin: release ${release}\nPin-Priority: 1\n\nPackage: curl`,
    ),
  ])
    assert.equal(refusalOf(await answers(name)), LEFT_TO_APT, name);
  const files = { "etc/apt/apt.conf.d/00": 'APT::Default-Release "/^trixie(|-security|-updates)$/";\n' };
  assert.equal(refusalOf(await (await served({ files })).ask("curl")), LEFT_TO_APT);
});

test("apt: sources of another day than today are left to apt", async () => {
  const line = (option: string) => ({ "etc/apt/sources.list": `deb [trusted=yes ${option}] ${ARCHIVE} stable main\n` });
  const paragraph = (field: string) => ({
    "etc/apt/sources.list.d/a.sources": `Types: deb\nURIs: ${ARCHIVE}\nSuites: stable\nComponents: main\n${field}\n`,
  });
  const conf = (text: string) => ({ "etc/apt/apt.conf.d/50day": `${text}APT::Snapshot "20250601T000000Z";\n` });
  for (const files of [line("snapshot=2025"), paragraph("Snapshot: 2025"), paragraph("Exclude: curl"), conf("")])
    assert.equal(
      refusalOf(await (await served({ files })).ask("curl")),
      "unsupported (open): the base image has sources of another day, or parts of them, that apt alone reads.",
    );
  assert.ok((await (await served({ files: { ...line("snapshot=enable"), ...conf("// ") } })).ask("curl")).ok);
});

test("apt: preferences may leave no version", async () => {
  const preferences = "Package: *\nPin: release a=stable\nPin-Priority: -1\n";
  const { ask } = await served({ files: { "etc/apt/preferences": preferences } });
  assert.equal(refusalOf(await ask("curl")), "not-found: The preferences of the base image allow no version of curl.");
});

test("apt: a version that two suites have is a security update if one of them is of such", async () => {
  const fields = { Label: "Debian-Security" };
  const suites = [
    { ...STABLE, packages: ["curl 2-1"] },
    { ...SECURITY, suite: "updates", packages: ["curl 2-1"], fields },
  ];
  const { ask } = await served({
    suites,
    files: { "etc/apt/sources.list": SOURCES + SOURCES.replace("stable", "updates") },
  });
  const answer = await ask("curl", { current: "1-1" });
  assert.ok(answer.ok);
  assert.deepEqual(answer.state, {
    kind: "package",
    exists: false,
    candidate: "2-1",
    isOutdated: true,
    isSecurity: true,
  });
});

test("apt: the keys of a source are those that it names, whole or by their file, else those of the system", async () => {
  const { publicKey } = await signer;
  const lines = publicKey
    .trim()
    .split("\n")
    .map((line) => ` ${line.trim() === "" ? "." : line}`);
  const paragraph = `Types: deb\nURIs: ${ARCHIVE}\nSuites: stable\nComponents: main\nSigned-By:\n${lines.join("\n")}\n`;
  const line = `deb ${ARCHIVE} stable main\n`;
  const settings: readonly Readonly<Record<string, string>>[] = [
    { "etc/apt/sources.list": "", "etc/apt/sources.list.d/a.sources": paragraph },
    { "etc/apt/sources.list": line, "etc/apt/trusted.gpg.d/own.asc": publicKey },
  ];
  for (const files of settings) {
    const answer = await (await served({ files: { "etc/apt/keyrings/archive.asc": "", ...files } })).ask("curl");
    assert.deepEqual(answer.ok && answer.checks, ["signature", "hash-chain"]);
  }
});

test("apt: what is trusted without a look, and what is out of date, is said", async () => {
  const trusted = { "etc/apt/sources.list": `deb [trusted=yes] ${ARCHIVE} stable main\n` };
  const fields = { "Valid-Until": "Mon, 01 Jun 2026 00:00:00 UTC", "Acquire-By-Hash": "no" };
  const { ask, requests } = await served({ files: trusted, suites: [{ ...STABLE, fields }] });
  const answer = await ask("curl");
  assert.ok(answer.ok);
  assert.deepEqual(answer.caveats, [
    "The signature of stable of archive.example was not checked: the sources say that it is trusted.",
    "stable of archive.example is out of date since 2026-06-01: apt may refuse it.",
  ]);
  assert.equal(requests.at(-1), `${ARCHIVE}dists/stable/main/binary-amd64/Packages.gz`);
});

/** Bodies that an archive sends by URL, or the status of whatever is not there → what is said. */
const ARCHIVES: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
  "a page where the release file should be": [
    { "dists/stable/InRelease": "<!doctype html>" },
    `malformed: ${ARCHIVE}dists/stable/InRelease has no signature that can be read.`,
  ],
  "a page of an archive that is trusted": [
    { "dists/stable/InRelease": "<!doctype html>", trusted: "yes" },
    `malformed: ${ARCHIVE}dists/stable/InRelease is no signed file.`,
  ],
  "a release file without sums": [
    { "dists/stable/Release": "Suite: stable\nMD5Sum:\n 0 0 main/binary-amd64/Packages\n" },
    `malformed: ${ARCHIVE}dists/stable/ has no SHA256 sums.`,
  ],
  "an archive in trouble": [
    { status: "500" },
    `unreachable (open): ${ARCHIVE}dists/stable/InRelease answered with status 500.`,
  ],
  "a moved archive": [{}, `not-found (open): ${ARCHIVE}dists/stable/ is not there: old releases move to an archive.`],
};

for (const [name, [{ status, trusted, ...pages }, expected]] of Object.entries(ARCHIVES)) {
  test(`apt: ${name}`, async () => {
    const files = { "etc/apt/sources.list": `deb [trusted=${trusted ?? "no"}] ${ARCHIVE} stable main\n` };
    const bodies = Object.entries(pages).map(([path, body]) => [`${ARCHIVE}${path}`, body] as const);
    const { ask } = await served({
      files,
      suites: [],
      pages: [[`${ARCHIVE}x`, ""], ...bodies],
      missing: Number(status ?? 404),
    });
    assert.equal(refusalOf(await ask("curl")), expected);
  });
}

test("apt: an index that is not what the release file lists is not read", async () => {
  const suite = { ...STABLE, fields: { "Acquire-By-Hash": "no" } };
  const path = "dists/stable/main/binary-amd64/Packages.gz";
  const listed = new Map(await servedSuite(ARCHIVE, suite)).get(`${ARCHIVE}${path}`);
  assert.ok(listed !== undefined, "the suite lists it");
  for (const [body, expected] of [
    [
      "x".repeat(listed.length),
      `malformed: ${ARCHIVE}${path} is not the file that the signed release file lists; try again in a few minutes.`,
    ],
    ["x".repeat(100_000), "limit (open): archive.example sends too much."],
  ] as const) {
    const { ask } = await served({ suites: [suite], pages: [[`${ARCHIVE}${path}`, body]] });
    assert.equal(refusalOf(await ask("curl")), expected);
  }
});

test("apt: a processor that neither the archive nor Debian has", async () => {
  const { ask } = await served({});
  const on = (os: string, arch: string, variant?: string) =>
    ask("curl", { base: { ...query("curl").base, platform: { os, arch, ...(variant !== undefined && { variant }) } } });
  assert.equal(refusalOf(await on("linux", "riscv64")), "not-found (open): the archive has no packages for riscv64.");
  assert.match(refusalOf(await on("linux", "arm", "v5")), /has no packages for armel\.$/);
  assert.match(refusalOf(await on("linux", "arm", "v7")), /has no packages for armhf\.$/);
  assert.equal(refusalOf(await on("windows", "amd64")), "unsupported: Debian has no packages for windows/amd64.");
  assert.equal(refusalOf(await on("linux", "sparc")), "unsupported: Debian has no packages for linux/sparc.");
});

test("apt: a source that is added in a file of paragraphs is read as one", async () => {
  const { ask } = await served({});
  const text = `Types: deb\nURIs: ${ARCHIVE}\nSuites: stable-security\nComponents: main\nTrusted: yes\n`;
  const edits = [{ kind: "add", path: "/etc/apt/sources.list.d/c.sources", text }] as const;
  assert.equal(pinsOf(await ask("curl", { edits }))[0], "8.14.1-2+deb13u1 (recommended)");
});

test("apt: no login of an address is shown", async () => {
  for (const secret of ["secret", "p@ssword"]) {
    const line = `deb http://me:${secret}@own.example/debian stable main\n`;
    const { ask } = await served({ files: { "etc/apt/sources.list": line } });
    assert.equal(
      refusalOf(await ask("curl")),
      "unsupported (open): http://…@own.example/debian/ can be read by apt alone.",
    );
  }
});

test("apt: one source that cannot be read fails the answer, since it may have a newer version", async () => {
  const files = { "etc/apt/sources.list": `${SOURCES}deb http://other.example/x stable main\n` };
  const { ask } = await served({ files });
  assert.equal(refusalOf(await ask("curl")), "unreachable (open): other.example does not answer.");
});

test("apt: an image without sources is left to others", async () => {
  const { ask } = await served({ files: { "etc/apt/sources.list": "" } });
  assert.equal(refusalOf(await ask("curl")), "unsupported (open): the base image has no sources for apt in etc/apt.");
  const local = await served({ files: { "etc/apt/sources.list": "deb file:/srv/packages stable main" } });
  assert.match(
    refusalOf(await local.ask("curl")),
    /^unsupported \(open\): file:\/srv\/packages\/ can be read by apt alone/,
  );
});

test("apt: forty packages of one base need one download of its list, and none in the next run", async () => {
  const store = newStore();
  const { ask, requests } = await served({ world: { store } });
  await Promise.all(Array.from({ length: 40 }, (_, index) => ask(["curl", "git", "mawk", "tzdata"][index % 4] ?? "")));
  assert.deepEqual(requests.map(kindOfRequest), ["manifest", "layer", "release", "index"]);
  const again = await served({ world: { store } });
  await again.ask("curl");
  assert.deepEqual(again.requests.map(kindOfRequest), ["manifest", "layer", "release"]);
});

function kindOfRequest(url: string): string {
  if (url.includes("/manifests/")) return "manifest";
  if (url.includes("/blobs/")) return "layer";
  return url.includes("/by-hash/") ? "index" : "release";
}

test("apt: what became of a written version", async () => {
  const { ask } = await served({ files: ALL_SUITES });
  const states: Readonly<Record<string, Omit<PackageState, "kind">>> = {
    "8.14.1-2+deb13u1": { exists: true, candidate: "8.14.1-2+deb13u1", isOutdated: false, isSecurity: false },
    "8.14.1-2": { exists: true, candidate: "8.14.1-2+deb13u1", isOutdated: true, isSecurity: true },
    "8.14.1-*": { exists: true, candidate: "8.14.1-2+deb13u1", isOutdated: false, isSecurity: false },
    "8.13.0-1": { exists: false, candidate: "8.14.1-2+deb13u1", isOutdated: true, isSecurity: true },
    "9.*": { exists: false, candidate: "8.14.1-2+deb13u1", isOutdated: false, isSecurity: false },
    "8.17.0-1~bpo13+1": { exists: true, candidate: "8.14.1-2+deb13u1", isOutdated: false, isSecurity: false },
  };
  for (const [current, expected] of Object.entries(states)) {
    const answer = await ask("curl", { current });
    assert.ok(answer.ok);
    assert.deepEqual(answer.state, { kind: "package", ...expected }, current);
  }
});

test("apt: a package that left the archive is gone", async () => {
  const { ask } = await served({});
  const answer = await ask("python2", { current: "2.7.18-3" });
  assert.ok(answer.ok);
  assert.deepEqual(answer.state, {
    kind: "package",
    exists: false,
    candidate: undefined,
    isOutdated: false,
    isSecurity: false,
  });
});

test("apt: the plan names the registry of the base image; other managers are not its own", () => {
  assert.deepEqual(apt.plan(query("curl"), STANDARD_SETTINGS), { needs: "network", hosts: ["registry.example"] });
  assert.equal(apt.plan({ ...query("curl"), manager: "apk" }, STANDARD_SETTINGS), undefined);
});
