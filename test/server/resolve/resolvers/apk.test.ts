import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import type { PackageState } from "../../../../server/src/pin/pin.ts";
import type { OsQuery } from "../../../../server/src/pin/query.ts";
import type { LookupWorld, Resolution } from "../../../../server/src/resolve/resolver.ts";
import { apk } from "../../../../server/src/resolve/resolvers/apk.ts";
import { apkIndexOf } from "../../../harness/apk-index.ts";
import { lookupWorld, STANDARD_SETTINGS } from "../../../harness/lookup-world.ts";
import { newShared, servedFiles, servedImage } from "../../../harness/served-files.ts";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const signer = { name: "builder.rsa.pub", key: pair.privateKey };
const MAIN = "https://cdn.example/alpine/v3.22/main";
const EDGE = "https://cdn.example/alpine/edge/testing";

const IMAGE = {
  "etc/apk/arch": "x86_64\n",
  "etc/apk/keys/builder.rsa.pub": pair.publicKey.export({ type: "spki", format: "pem" }),
  "etc/apk/repositories": `${MAIN}\n@testing ${EDGE}\n`,
  "etc/zz": "",
};

function served(world: Partial<LookupWorld> = {}, more: Readonly<Record<string, string>> = {}, missing = 404) {
  const { "etc/zz": last, ...image } = IMAGE;
  const files = new Map<string, string | Uint8Array>(
    servedImage("https://registry.example/v2/alpine", "3.22", { ...image, ...more, "etc/zz": last }),
  );
  const main = [
    "curl 8.14.1-r2",
    "busybox 1.37.0-r20 cmd:awk=1.37.0-r20",
    "gawk 5.3-r1 cmd:awk=5.3-r1",
    "git 2.49.1-r0",
    "mariadb-client 11.4.8-r0 mysql-client=11.4.8-r0",
    "pigz 2.8-r1 zipper=2",
    "zopfli 1.0.3-r3 zipper=1",
    "go 1.19.13-r0",
    "go-1.24 1.24.2-r0 go=1.24.2-r0",
    "go-1.18 1.18.1-r0 go=1.18.1-r0 gopher=1.30",
  ];
  files.set(`${MAIN}/x86_64/APKINDEX.tar.gz`, apkIndexOf(main, signer));
  files.set(`${EDGE}/x86_64/APKINDEX.tar.gz`, apkIndexOf(["curl 8.17.0-r0", "hurl 7.0-r0"], signer));
  files.set("https://more.example/x86_64/APKINDEX.tar.gz", apkIndexOf(["git 2.50.0-r0"]));
  files.set("https://newer.example/x86_64/APKINDEX.tar.gz", apkIndexOf(["git 2.51.0-r0"]));
  const { http, requests } = servedFiles(files, missing);
  const here = lookupWorld({ http, shared: newShared(), ...world });
  const ask = async (name: string, more: Partial<OsQuery> = {}) => await apk.resolve({ ...query(name), ...more }, here);
  return { ask, requests };
}

function query(name: string): OsQuery {
  const reference = { registry: "registry.example", repository: "alpine", tag: "3.22", digest: undefined };
  return { kind: "os", manager: "apk", name, base: { reference, platform: { os: "linux", arch: "amd64" } }, edits: [] };
}

function pinsOf(answer: Resolution): readonly string[] {
  assert.ok(answer.ok, answer.ok ? "" : answer.message);
  return answer.pins.map(({ text, recommended }) => (recommended ? `${text} (recommended)` : text));
}

test("apk: the upstream version is recommended unless an exact one is wished for", async () => {
  const wildcard = served({ settings: { ...STANDARD_SETTINGS, pinStyle: "wildcard" } });
  assert.deepEqual(pinsOf(await wildcard.ask("curl")), ["8.14.1 (recommended)", "8.14.1-r2"]);
  assert.deepEqual(pinsOf(await served().ask("curl")), ["8.14.1", "8.14.1-r2 (recommended)"]);
});

test("apk: a repository with a tag is asked for name@tag alone", async () => {
  const { ask } = served();
  const answer = await ask("curl", { release: "testing" });
  assert.deepEqual(pinsOf(answer), ["8.17.0", "8.17.0-r0 (recommended)"]);
  assert.ok(answer.ok);
  assert.deepEqual(answer.caveats, [`${EDGE}/ changes every day: its versions are soon gone.`]);
  assert.ok(!(await ask("hurl")).ok);
});

test("apk: the repository of a tag goes before a newer version elsewhere, and has to be there", async () => {
  const { ask } = served();
  const elsewhere = await ask("git", { release: "testing" });
  assert.equal(
    elsewhere.ok ? "" : `${elsewhere.reason}: ${elsewhere.message}`,
    "not-found: No repository with the tag @testing has a package git.",
  );
  const pinned = await ask("git", { release: "testing", current: "2.49.1-r0" });
  assert.deepEqual(pinned.ok && [pinned.pins, pinned.state], [
    [],
    { kind: "package", exists: true, candidate: undefined, isOutdated: false, isSecurity: false },
  ]);
  const older = { kind: "add", path: "/etc/apk/repositories", text: "@old https://more.example" } as const;
  const newer = { kind: "add", path: "/etc/apk/repositories", text: "https://newer.example" } as const;
  assert.deepEqual(pinsOf(await ask("git", { release: "old", edits: [older, newer] })), [
    "2.50.0",
    "2.50.0-r0 (recommended)",
  ]);
  const none = await ask("curl", { release: "community" });
  assert.equal(
    none.ok ? "" : `${none.reason}: ${none.message}`,
    "not-found: No repository of the base image has the tag @community.",
  );
});

test("apk: repositories stand in a folder, too", async () => {
  const { ask } = served({}, { "etc/apk/repositories.d/more.list": "https://more.example\n" });
  assert.deepEqual(pinsOf(await ask("git")), ["2.50.0", "2.50.0-r0 (recommended)"]);
});

test("apk: signatures by keys of the image are checked; a repository that is added comes with a caveat", async () => {
  const { ask } = served();
  const answer = await ask("git");
  assert.ok(answer.ok);
  assert.deepEqual([answer.checks, answer.caveats], [["signature"], []]);
  const edit = { kind: "add", path: "/etc/apk/repositories", text: "https://more.example" } as const;
  const foreign = await ask("git", { edits: [edit] });
  assert.deepEqual(pinsOf(foreign), ["2.50.0", "2.50.0-r0 (recommended)"]);
  assert.ok(foreign.ok);
  assert.deepEqual(foreign.checks, ["tls-only"]);
  assert.deepEqual(foreign.caveats, [
    "The signature of https://more.example/ was not checked: its key is not in the base image.",
  ]);
});

test("apk: the one package that provides a name takes its place; of several none is chosen", async () => {
  const { ask } = served();
  const one = await ask("mysql-client");
  assert.ok(one.ok);
  assert.deepEqual(
    one.pins.map(({ name, text }) => `${name} ${text}`),
    ["mariadb-client 11.4.8", "mariadb-client 11.4.8-r0"],
  );
  const several = await ask("zipper");
  assert.equal(
    several.ok ? "" : `${several.reason}: ${several.message}`,
    "ambiguous: zipper is a name for what other packages provide: name one of pigz, zopfli.",
  );
});

test("apk: a newer version that another package provides is what would be installed", async () => {
  const { ask } = served();
  const newer = await ask("go");
  assert.equal(
    newer.ok ? "" : `${newer.reason}: ${newer.message}`,
    "ambiguous: apk takes newer packages that provide go for it: name one of go, go-1.24.",
  );
  assert.ok((await ask("go", { current: "1.19.13-r0" })).ok);
});

test("apk: names without a version", async () => {
  const { ask } = served();
  const messages = await Promise.all(["nothing", "cmd:awk", "-x"].map(async (name) => await ask(name)));
  assert.deepEqual(
    messages.map((answer) => (answer.ok ? "" : `${answer.reason}: ${answer.message}`)),
    [
      "not-found: No source of the base image has a package nothing.",
      "unsupported: cmd:awk is not the name of one package.",
      "unsupported: -x is not the name of one package.",
    ],
  );
});

test("apk: sources that a script changes are left to who can run it", async () => {
  const answer = await served().ask("curl", { edits: [{ kind: "unknown", text: "./setup.sh" }] });
  assert.ok(!answer.ok && answer.isOpen === true);
  assert.equal(answer.message, "Where packages come from is not known: ./setup.sh changes it.");
});

test("apk: so are those that changes make grow without end", async () => {
  const path = "/etc/apk/repositories";
  const change = (from: string, to: string) => ({ kind: "substitute", path, text: "sed", from, to }) as const;
  const answer = await served().ask("curl", {
    edits: [change("a", "b".repeat(60_000)), change("b", "c".repeat(60_000))],
  });
  assert.ok(!answer.ok && answer.isOpen === true);
  assert.equal(answer.message, "Where packages come from is not known: sed changes it.");
});

test("apk: many packages of one base need one download of each index", async () => {
  const { ask, requests } = served();
  await Promise.all(Array.from({ length: 40 }, () => ask("curl")));
  assert.equal(requests.filter((url) => url.endsWith("APKINDEX.tar.gz")).length, 2);
});

test("apk: what became of a written version", async () => {
  const { ask } = served();
  const candidate = "8.14.1-r2";
  const states: Readonly<Record<string, Omit<PackageState, "kind" | "candidate">>> = {
    "8.14.1-r2": { exists: true, isOutdated: false, isSecurity: false },
    "~8.14.1": { exists: true, isOutdated: false, isSecurity: false },
    "~8.14": { exists: true, isOutdated: false, isSecurity: false },
    "8.14.1-r1": { exists: false, isOutdated: true, isSecurity: false },
    "8.14.1": { exists: false, isOutdated: true, isSecurity: false },
    "~8.13": { exists: false, isOutdated: true, isSecurity: false },
    "~9": { exists: false, isOutdated: false, isSecurity: false },
  };
  for (const [current, expected] of Object.entries(states)) {
    const answer = await ask("curl", { current });
    assert.ok(answer.ok);
    assert.deepEqual(answer.state, { kind: "package", candidate, ...expected }, current);
  }
});

test("apk: a package that is not there any more is gone", async () => {
  const answer = await served().ask("python2", { current: "2.7-r0" });
  assert.ok(answer.ok);
  assert.deepEqual(answer.pins, []);
  assert.equal(answer.state?.kind === "package" && answer.state.exists, false);
});

test("apk: an index that is not for everybody is refused", async () => {
  const answer = await served({}, { "etc/apk/repositories": "https://cdn.example/own\n" }, 403).ask("curl");
  assert.ok(!answer.ok);
  const index = "https://cdn.example/own/x86_64/APKINDEX.tar.gz";
  assert.equal(`${answer.reason}: ${answer.message}`, `refused: ${index} needs a login, or is not for everybody.`);
});

/** Files of the image, and the platform → what is said of an index that cannot be read. */
const UNREAD: Readonly<Record<string, readonly [Readonly<Record<string, string>>, arch: string, says: string]>> = {
  "a repository that was moved": [
    { "etc/apk/repositories": "https://cdn.example/gone\n" },
    "amd64",
    "not-found (open): https://cdn.example/gone/x86_64/APKINDEX.tar.gz is not there.",
  ],
  "a host that does not answer": [
    { "etc/apk/repositories": "https://nowhere.example/x\n" },
    "amd64",
    "unreachable (open): nowhere.example does not answer.",
  ],
  "a repository of this machine": [
    { "etc/apk/repositories": "/media/cdrom/apks\n" },
    "amd64",
    "unsupported (open): /media/cdrom/apks/ can be read by apk alone.",
  ],
  "a line of apk 3": [
    { "etc/apk/repositories": "https://cdn.example/alpine/v3.23 main community\n" },
    "amd64",
    "unsupported (open): https://cdn.example/alpine/v3.23 main community/ can be read by apk alone.",
  ],
  "no repository at all": [
    { "etc/apk/repositories": "# none\n" },
    "amd64",
    "unsupported (open): the base image has no sources in etc/apk/repositories.",
  ],
  "a processor by its own word": [
    { "etc/apk/arch": "", "etc/apk/repositories": "https://cdn.example/gone\n" },
    "arm",
    "not-found (open): https://cdn.example/gone/armv7/APKINDEX.tar.gz is not there.",
  ],
  "a processor that Alpine is not built for": [
    { "etc/apk/arch": "" },
    "sparc",
    "unsupported (open): Alpine is not built for sparc.",
  ],
};

for (const [name, [files, arch, says]] of Object.entries(UNREAD)) {
  test(`apk: ${name}`, async () => {
    const { base } = query("curl");
    const answer = await served({}, files).ask("curl", { base: { ...base, platform: { os: "linux", arch } } });
    assert.ok(!answer.ok);
    assert.equal(`${answer.reason}${answer.isOpen === true ? " (open)" : ""}: ${answer.message}`, says);
  });
}

test("apk: an image whose layer cannot be read, and one without the folder of apk", async () => {
  const files = servedImage("https://registry.example/v2/alpine", "3.22", { "etc/passwd": "", "etc/zz": "" });
  const without = await apk.resolve(query("curl"), lookupWorld({ http: servedFiles(files).http }));
  assert.equal(without.ok ? "" : without.message, "the base image has no sources in etc/apk/repositories.");
  const silent = await apk.resolve(query("curl"), lookupWorld());
  assert.equal(silent.ok ? "" : silent.reason, "unreachable");
});

test("apk: an index that nobody is known to have signed is believed of TLS alone", async () => {
  const files = new Map(
    servedImage("https://registry.example/v2/alpine", "3.22", {
      ...IMAGE,
      "etc/apk/repositories": "http://plain.example\n",
    }),
  );
  files.set("http://plain.example/x86_64/APKINDEX.tar.gz", apkIndexOf(["curl 8.0-r0"]));
  const answer = await apk.resolve(query("curl"), lookupWorld({ http: servedFiles(files).http }));
  assert.deepEqual(answer.ok && answer.checks, []);
});
