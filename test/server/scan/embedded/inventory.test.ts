import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { programOf } from "../../../harness/program-writer.ts";
import { rpmHeader } from "../../../harness/rpm-writer.ts";
import { inventoryOf, type LayerText } from "../../../harness/saved-image.ts";
import { packagesPages } from "../../../harness/sqlite-writer.ts";
import { zstdOf } from "../../../harness/zstd-writer.ts";

const DEBIAN = { "etc/os-release": 'ID=debian\nVERSION_ID="12"\n' };

/** `type name version` with what else is told, by type and name. */
async function listed(...layers: readonly LayerText[]): Promise<readonly string[]> {
  const { packages } = await inventoryOf(DEBIAN, ...layers);
  return packages.map(({ type, name, version, sourceName, sourceVersion, layer }) => {
    const isPlain = sourceName === undefined || (sourceName === name && sourceVersion === version);
    return `${type} ${name} ${version}${isPlain ? "" : ` of ${sourceName} ${sourceVersion}`} @${layer}`;
  });
}

const deb = (name: string, version: string, extra = "", state = "install ok installed") =>
  `Package: ${name}\nStatus: ${state}\nArchitecture: amd64\n${extra}Version: ${version}\nDescription: x\n folded: line\n\n`;
const STATUS = "var/lib/dpkg/status";

const WALL = "var/lib/chisel/manifest.wall";
/** A manifest of Chisel with these packages, and with this file. */
function wall(packages: readonly string[], path = "/usr/bin/a", lost = 0): Buffer {
  const entries = [
    { kind: "content", slice: "a_bins", path },
    ...packages.map((each) => {
      const [name, version] = each.split("=");
      return { kind: "package", name, version, sha256: "0", arch: "amd64" };
    }),
    { kind: "path", path, mode: "0755", slices: ["a_bins"] },
  ];
  const head = { jsonwall: "1.0", schema: "1.0", count: entries.length + 1 };
  const lines = [head, ...entries].map((each) => `${JSON.stringify(each)}\n`);
  return zstdOf({ content: Buffer.from(lines.slice(0, lines.length - lost).join("")) });
}

const ROWS: Readonly<Record<string, readonly [layers: readonly LayerText[], expected: readonly string[]]>> = {
  "dpkg: source names and versions are told apart, removed packages are none": [
    [
      {
        [STATUS]:
          deb("libssl3", "3.0.1-1+b1", "Source: openssl (3.0.1-1)\n") +
          deb("gone", "1", "", "deinstall ok config-files"),
      },
    ],
    ["deb libssl3 3.0.1-1+b1 of openssl 3.0.1-1 @1"],
  ],
  "dpkg: packages whose scripts did not run are there, those that were never installed are not": [
    [
      {
        [STATUS]:
          deb("a", "1", "", "install ok unpacked") +
          deb("b", "1", "", "install ok half-configured") +
          deb("c", "1", "", "install ok triggers-pending") +
          deb("d", "1", "", "hold ok installed") +
          deb("e", "1", "", "unknown ok not-installed") +
          deb("f", "1", "", "purge"),
      },
    ],
    ["deb a 1 @1", "deb b 1 @1", "deb c 1 @1", "deb d 1 @1"],
  ],
  "dpkg: what looks like a field in a folded line, or behind a comment, is none": [
    [
      {
        [STATUS]:
          "Package: a\nStatus: install ok installed\nVersion: 1\nDescription: x\n Version: 9\n\tVersion: 8\n# Version: 7\nNo field\n\n\n\nPackage: b\nVersion:2",
      },
    ],
    ["deb a 1 @1", "deb b 2 @1"],
  ],
  "dpkg: a list that tells no states was written for what is there": [
    [{ [STATUS]: "Package: a\nVersion: 1\n\nPackage: b\nVersion: 2\nStatus: deinstall ok config-files\n" }],
    ["deb a 1 @1"],
  ],
  "dpkg: a package belongs to the layer that brought its version, not to the last that wrote the database": [
    [
      { [STATUS]: deb("a", "1") + deb("b", "1") },
      { [STATUS]: deb("a", "1") + deb("b", "2") + deb("c", "1") },
      { [STATUS]: deb("a", "1") + deb("b", "2") },
      { [STATUS]: deb("a", "1") + deb("b", "2") + deb("c", "1") },
    ],
    ["deb a 1 @1", "deb b 2 @2", "deb c 1 @4"],
  ],
  "dpkg: distroless keeps a file a package; sums are none": [
    [
      {
        "var/lib/dpkg/status.d/tzdata": "Package: tzdata\nVersion: 2024a\n",
        "var/lib/dpkg/status.d/tzdata.md5sums": "00  usr/x\n",
      },
    ],
    ["deb tzdata 2024a @1"],
  ],
  "apk: the origin is the source": [
    [
      {
        "lib/apk/db/installed":
          "P:libcrypto3\nV:3.1.4-r5\nA:x86_64\no:openssl\nF:usr/lib\nR:libcrypto.so.3\n\nP:busybox\nV:1.36.1-r5\n",
      },
    ],
    ["apk busybox 1.36.1-r5 @1", "apk libcrypto3 3.1.4-r5 of openssl 3.1.4-r5 @1"],
  ],
  "rust: crates that went into the program, not those that built it": [
    [
      {
        "opt/tool.exe": programOf("elf64", [
          {
            name: ".dep-v0",
            address: 0x1000,
            content: deflateSync(
              JSON.stringify({
                packages: [
                  { name: "a", version: "1.0.0", source: "registry" },
                  { name: "b", version: "2.0.0", kind: "build" },
                  { name: "c", version: "3.0.0", kind: "runtime" },
                  { name: "d" },
                ],
                padding: randomBytes(60_000).toString("hex"),
              }),
            ),
          },
        ]),
      },
    ],
    ["cargo a 1.0.0 @1", "cargo c 3.0.0 @1"],
  ],
  "rpm: the list that distroless images of Azure Linux keep": [
    [
      {
        "var/lib/rpmmanifest/container-manifest-2":
          "openssl-libs\t3.3.2-1.azl3\t1\t1\tMaker\t(none)\t1\tx86_64\t0\topenssl-3.3.2-1.azl3.src.rpm\n" +
          "gpg-pubkey\t3135ce90-5e6fda74\t1\t1\t(none)\t(none)\t0\t(none)\t0\t(none)\n" +
          "tzdata\t2024a-1.azl3\t1\t1\tMaker\t2\t1\tnoarch\t2\ttzdata-2024a-1.azl3.src.rpm\n",
      },
    ],
    ["rpm openssl-libs 3.3.2-1.azl3 of openssl 3.3.2-1.azl3 @1", "rpm tzdata 2:2024a-1.azl3 of tzdata 2024a-1.azl3 @1"],
  ],
  "Chisel: the packages that an image of Ubuntu was cut out of, whose sources nobody tells": [
    [
      { [WALL]: wall(["libc6=2.39-0ubuntu8.4"]) },
      { [WALL]: wall(["libc6=2.39-0ubuntu8.4", "openssl=3.0.13-0ubuntu3.5"]) },
    ],
    ["deb libc6 2.39-0ubuntu8.4 @1", "deb openssl 3.0.13-0ubuntu3.5 @2"],
  ],
  "Chisel: what dpkg lists, too, is there once": [
    [
      {
        [WALL]: wall(["libssl3t64=3.0.13-0ubuntu3.5", "base-files=13ubuntu10"]),
        [STATUS]: deb("libssl3t64", "3.0.13-0ubuntu3.5", "Source: openssl\n"),
      },
    ],
    ["deb base-files 13ubuntu10 @1", "deb libssl3t64 3.0.13-0ubuntu3.5 of openssl 3.0.13-0ubuntu3.5 @1"],
  ],
  "a file that a later layer deletes tells of nothing": [
    [{ "app/node_modules/a/package.json": '{"name":"a","version":"1.0.0"}' }, { "app/node_modules": null }],
    [],
  ],
  "a language package in a file of the distribution is its own, also through a linked folder": [
    [
      {
        [STATUS]: deb("node-a", "1"),
        lib: "-> usr/lib",
        "var/lib/dpkg/info/node-a.list": "/.\n/lib\n/lib/node_modules/a/package.json\n",
        "usr/lib/node_modules/a/package.json": '{"name":"a","version":"1.0.0"}',
        "usr/lib/node_modules/b/package.json": '{"name":"b","version":"1.0.0"}',
      },
    ],
    ["deb node-a 1 @1", "npm b 1.0.0 @1"],
  ],
};

/** A package.json in each of some folders, called like the last of it. */
const modules = (...folders: readonly string[]) =>
  Object.fromEntries(
    folders.map((folder) => [
      `${folder}/package.json`,
      JSON.stringify({ name: folder.slice(folder.lastIndexOf("/") + 1), version: "1.0.0" }),
    ]),
  );

describe("a package of a language in a file of the distribution", () => {
  const owned = (list: LayerText) =>
    inventoryOf(DEBIAN, { ...modules("usr/lib/node_modules/a"), ...list }).then(({ ownedCount }) => ownedCount);
  const path = "usr/lib/node_modules/a/package.json";
  const lists: Readonly<Record<string, LayerText>> = {
    "that distroless keeps sums of": { "var/lib/dpkg/status.d/a.md5sums": `0123  ${path}\n` },
    "that apk lists": { "lib/apk/db/installed": "P:a\nV:1\nF:usr/lib/node_modules/a\nM:0:0:1777\nR:package.json\n\n" },
    "that Chisel lists": { [WALL]: wall(["a=1"], `/${path}`) },
    "that apk lists in its new place": { "usr/lib/apk/db/installed": `P:a\nV:1\nF:\nR:${path}\n\n` },
  };
  for (const [name, list] of Object.entries(lists))
    it(`${name} is left out`, async () => assert.equal(await owned(list), 1));
  it("is not one that a similar list names", async () => {
    const others = {
      "lib/apk/db/installed": "P:a\nV:1\nF:usr/lib/node_modules\nR:package.json\n\n",
      "var/lib/dpkg/info/a.conffiles": `/${path}\n`,
      "var/lib/dpkg/status.d/a": `Package: a\nVersion: 1\nDescription: x\n ${path}\n`,
      "opt/a.list": `/${path}\n`,
    };
    assert.equal(await owned(others), 0);
  });
});

describe("a package of the distribution's that somebody else made", () => {
  const npmOf = (packages: readonly { readonly type: string; readonly name: string }[]) =>
    packages.filter(({ type }) => type === "npm").map(({ name }) => name);

  it("as a deb hides no package of a language: no advisory of the distribution is about it", async () => {
    const by = (name: string, maintainer: string) => deb(name, "1", `Maintainer: ${maintainer}\n`);
    const { packages, ownedCount } = await inventoryOf(DEBIAN, {
      [STATUS]:
        by("node-a", "Debian Javascript Maintainers <js@alioth-lists.debian.net>") +
        by("nodejs", "Somebody <somebody@nodesource.com>") +
        by("gh", "GitHub"),
      "var/lib/dpkg/info/node-a.list": "/usr/lib/node_modules/a/package.json\n",
      "var/lib/dpkg/info/nodejs.list": "/usr/lib/node_modules/npm/package.json\n",
      "var/lib/dpkg/info/gh:amd64.list": "/usr/lib/node_modules/gh/package.json\n",
      ...modules("usr/lib/node_modules/a", "usr/lib/node_modules/npm", "usr/lib/node_modules/gh"),
    });
    assert.deepEqual([npmOf(packages), ownedCount], [["gh", "npm"], 1]);
    const makers = packages.filter(({ type }) => type === "deb").map(({ name, maker }) => `${name} ${maker}`);
    assert.deepEqual(makers, ["gh GitHub", "node-a undefined", "nodejs Somebody <somebody@nodesource.com>"]);
  });
  it("as an rpm hides none, either, and its programs are its own all the same", async () => {
    const rpm = (name: string, vendor: readonly string[], file: string, release = "3.el9") =>
      rpmHeader({
        ...{
          1000: [name],
          1001: ["1"],
          1002: [release],
          1116: [file.endsWith(".exe") ? 1 : 0],
          1117: [file],
          1118: ["/usr/lib/node_modules/", "/opt/"],
        },
        ...(vendor.length === 0 ? {} : { 1011: vendor }),
      });
    const database = Buffer.concat(
      packagesPages([
        rpm("nodejs", ["AlmaLinux"], "a/package.json"),
        rpm("gh", ["GitHub"], "b/package.json"),
        rpm("made-here", [], "c/package.json"),
        rpm("tools", ["Microsoft Corporation"], "d/package.json", "2.azl3"),
        rpm("powershell", ["Microsoft Corporation"], "e/package.json", "1.rh"),
        rpm("chrome", ["Google LLC"], "chrome.exe"),
      ]),
    );
    const program = Buffer.alloc(100_000);
    program.write("\u007fELF", "latin1");
    const { packages, ownedCount, gaps } = await inventoryOf(DEBIAN, {
      "var/lib/rpm/rpmdb.sqlite": database,
      "opt/chrome.exe": program,
      ...modules(...["a", "b", "c", "d", "e"].map((name) => `usr/lib/node_modules/${name}`)),
    });
    assert.deepEqual([npmOf(packages), ownedCount, gaps], [["b", "c", "e"], 2, []]);
  });
});

describe("the packages of an image", () => {
  for (const [name, [layers, expected]] of Object.entries(ROWS)) {
    it(name, async () => assert.deepEqual(await listed(...layers), expected));
  }
  it("counts what belongs to the distribution", async () => {
    const { ownedCount } = await inventoryOf(DEBIAN, {
      "var/lib/dpkg/info/a.list": "/app/node_modules/a/package.json\n",
      "app/node_modules/a/package.json": '{"name":"a","version":"1.0.0"}',
    });
    assert.equal(ownedCount, 1);
  });
});

describe("what cannot be read is a gap", () => {
  const rows: Readonly<Record<string, readonly [LayerText, string]>> = {
    "a list of packages that is no JSON": [
      { "v/composer/installed.json": "{" },
      "v/composer/installed.json: it is no list of packages",
    ],
    "an rpm database of another kind": [
      { "var/lib/rpm/Packages": "x".repeat(600) },
      "var/lib/rpm/Packages: it is no Berkeley database of kind hash",
    ],
    "a damaged rpm database": [
      { "var/lib/rpm/rpmdb.sqlite": "x" },
      "var/lib/rpm/rpmdb.sqlite: it is no SQLite database",
    ],
    "a line of rpm's list that tells no version": [
      { "var/lib/rpmmanifest/container-manifest-2": "zlib\t1.3-1\nopenssl\n" },
      "var/lib/rpmmanifest/container-manifest-2: 1 of its records are broken",
    ],
    "a manifest of Chisel that is cut off": [
      { [WALL]: wall(["a=1"], "/a", 1) },
      `${WALL}: it is no manifest of Chisel`,
    ],
    "a manifest of Chisel that is not packed": [{ [WALL]: "{}\n" }, `${WALL}: it is no manifest of Chisel`],
    "a manifest of Chisel that asks for too much memory": [
      { [WALL]: zstdOf({ content: Buffer.from("{}"), windowLog: 27 }) },
      `${WALL}: it is no manifest of Chisel`,
    ],
    "a manifest of Chisel that unpacks to gigabytes": [
      { [WALL]: zstdOf({ repeats: 20_000 }) },
      `${WALL}: it is no manifest of Chisel`,
    ],
    "a package in a manifest of Chisel that tells no version": [
      { [WALL]: wall(["a", "b=1"]) },
      `${WALL}: 1 of its records are broken`,
    ],
    "a conda package without a version": [
      { "opt/conda/conda-meta/a.json": '{"name":"a"}' },
      "opt/conda/conda-meta/a.json: it names no package",
    ],
    "a list of a .NET program that is none": [
      { "app/a.deps.json": '{"libraries":[]}' },
      "app/a.deps.json: it has no list of libraries",
    ],
    "a package.json of an installed package that is no object": [
      { "app/node_modules/a/package.json": "[]" },
      "app/node_modules/a/package.json: it is no JSON object",
    ],
    "a document of Bitnami that is no JSON": [
      { "opt/bitnami/tide/.spdx-tide.spdx": "SPDXVersion: SPDX-2.3\n" },
      "opt/bitnami/tide/.spdx-tide.spdx: it is no SPDX document in JSON",
    ],
    "the specification of a gem whose version is no text": [
      {
        "usr/lib/ruby/gems/3.3.0/specifications/x-1.gemspec":
          'Gem::Specification.new do |s|\n  s.name = "x"\n  s.version = V\nend\n',
      },
      "usr/lib/ruby/gems/3.3.0/specifications/x-1.gemspec: it names no gem",
    ],
    "a Python distribution without a version": [
      { "usr/lib/python3.12/site-packages/x.dist-info/METADATA": "Metadata-Version: 2.1\nName: x\n" },
      "usr/lib/python3.12/site-packages/x.dist-info/METADATA: it names no distribution",
    ],
    "a jar that is none": [{ "opt/a.jar": "x" }, "opt/a.jar: opt/a.jar has no end of central directory"],
  };
  for (const [name, [layer, expected]] of Object.entries(rows)) {
    it(name, async () => {
      const { gaps } = await inventoryOf({ ...DEBIAN, [STATUS]: deb("base", "1") }, layer);
      assert.deepEqual(
        gaps.map(({ what, why }) => `${what}: ${why}`),
        [expected],
      );
    });
  }
  it("but not a template in a folder that has a version in its name", async () => {
    const layer = { "srv/template-1.2.3/package.json": '{"name":{{name}}}' };
    assert.deepEqual((await inventoryOf({ ...DEBIAN, [STATUS]: deb("base", "1") }, layer)).gaps, []);
  });
  it("a distribution whose list of packages was taken away", async () => {
    const away = { "var/lib/dpkg/status": null, "app/node_modules/a/package.json": '{"name":"a","version":"1.0.0"}' };
    const { gaps, packages } = await inventoryOf({ ...DEBIAN, [STATUS]: deb("base", "1") }, away);
    const why = "nothing in the image lists the packages of its distribution";
    assert.deepEqual([packages.length, gaps], [1, [{ what: "debian", why, isInherent: true }]]);
  });
  it("an image that does not say which system it is", async () => {
    const { gaps, os } = await inventoryOf({ a: "1" });
    const gap = { what: "operating system", why: "no os-release says which it is", isInherent: true };
    assert.deepEqual([os, gaps], [undefined, [gap]]);
  });
});
