import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { deflateSync } from "node:zlib";
import { inventory } from "../../../../server/src/scan/embedded/inventory.ts";
import { withoutInstalled } from "../../../../server/src/scan/embedded/untold-programs.ts";
import type { Package } from "../../../../server/src/scan/package.ts";
import { dockerArchive, openArchive } from "../../../harness/saved-image.ts";
import { tarOf, type WrittenMember } from "../../../harness/tar-writer.ts";

type Files = Readonly<Record<string, string | Buffer>>;

/** A file that begins like a program; its sections are none. */
function starting(magic: string, size = 30_000): Buffer {
  const file = Buffer.alloc(size);
  file.write(magic, "latin1");
  return file;
}

const ELF = starting("\u007fELF");
const MACH_O = starting("\u00cf\u00fa\u00ed\u00fe");
const PE = starting("MZ");
PE.writeUInt32LE(64, 60);
PE.write("PE\0\0", 64);

/** A Rust program with its list of crates. Source: ELF-64 Object File Format. */
function auditable(crates: string): Buffer {
  const list = deflateSync(crates);
  const names = Buffer.from("\0.shstrtab\0.dep-v0\0");
  const file = starting("\u007fELF\u0002\u0001", 70_000);
  const table = 1024;
  file.writeBigUInt64LE(BigInt(table), 40);
  for (const [at, value] of [
    [58, 64],
    [60, 3],
    [62, 1],
  ] as const)
    file.writeUInt16LE(value, at);
  const section = (index: number, name: number, content: Buffer, offset: number) => {
    file.writeUInt32LE(name, table + index * 64);
    file.writeBigUInt64LE(BigInt(offset), table + index * 64 + 24);
    file.writeBigUInt64LE(BigInt(content.length), table + index * 64 + 32);
    content.copy(file, offset);
  };
  section(1, 1, names, 2048);
  section(2, 11, list, 4096);
  return file;
}

const BASE = {
  "etc/os-release": "ID=debian\n",
  "var/lib/dpkg/status": "Package: base\nStatus: install ok installed\nVersion: 1\n",
};

/** What is said of an image of these files, which anybody may run. */
async function told(files: Files, mode = 0o755): Promise<readonly string[]> {
  const members: readonly WrittenMember[] = Object.entries({ ...BASE, ...files }).map(([path, content]) => ({
    path,
    content,
    mode,
  }));
  const { gaps } = inventory(await openArchive(dockerArchive([tarOf(members)])), () => undefined);
  return gaps.map(({ what, why, isInherent }) => `${what}: ${why}${isInherent === true ? ", and will stay so" : ""}`);
}

const ONE =
  "no package owns it, and nothing tells what it was built from: watch the advisories of its maker, and will stay so";

describe("programs that nobody can tell about", () => {
  const kinds: Readonly<Record<string, Files>> = {
    "an ELF file": { "usr/local/bin/shop": ELF },
    "a PE file": { "opt/shop/shop.exe": PE },
    "a Mach-O file": { "app/shop": MACH_O },
    "a small one, which starts a library": { "usr/local/bin/python3.12": starting("\u007fELF", 14_368) },
  };
  for (const [name, files] of Object.entries(kinds)) {
    it(`may be ${name}`, async () => {
      assert.deepEqual(await told(files), [`1 program (${Object.keys(files)[0]}): ${ONE}`]);
    });
  }

  it("are told by the document of a component of Bitnami, wherever they lie in its folder", async () => {
    const spdx = (name: string) =>
      JSON.stringify({
        packages: [
          {
            name,
            versionInfo: "1.2.3-4",
            externalRefs: [{ referenceType: "purl", referenceLocator: `pkg:bitnami/${name}@1.2.3-4?arch=arm64` }],
          },
        ],
      });
    const files = {
      "opt/bitnami/tide/.spdx-tide.spdx": spdx("tide"),
      "opt/bitnami/tide/bin/deep/tide": ELF,
      "opt/bitnami/tides/bin/tides": ELF,
      "opt/bitnami/bare": ELF,
    };
    assert.deepEqual(await told(files), [
      "2 programs (opt/bitnami/bare, opt/bitnami/tides/bin/tides): no package owns them, and nothing tells what they were built from: watch the advisories of their makers, and will stay so",
    ]);
  });

  it("may lie anywhere when the distribution lists its own files", async () => {
    const files = { "usr/bin/own": ELF, "usr/bin/shop": ELF, server: ELF, "home/shop/bin/shop": ELF };
    const list = { "var/lib/dpkg/info/base.list": "/.\n/usr/bin/own\n" };
    assert.deepEqual(await told({ ...files, ...list }), [
      "3 programs (home/shop/bin/shop, server, usr/bin/shop): no package owns them, and nothing tells what they were built from: watch the advisories of their makers, and will stay so",
    ]);
  });

  it("may be all that an image without a distribution has, once for all of its names", async () => {
    const members = [
      { path: "bin/[", content: ELF, mode: 0o755 },
      { path: "bin/sh", type: "1", target: "bin/[", mode: 0o755 },
    ];
    const { gaps } = inventory(await openArchive(dockerArchive([tarOf(members)])), () => undefined);
    assert.deepEqual(
      gaps.map(({ what }) => what),
      ["operating system", "1 program (bin/[)"],
    );
  });

  it("are counted in one gap, which names the first three", async () => {
    assert.deepEqual(await told({ "opt/d": ELF, "opt/b": ELF, "opt/c": ELF, "app/a": ELF }), [
      "4 programs (app/a, opt/b, opt/c, …): no package owns them, and nothing tells what they were built from: watch the advisories of their makers, and will stay so",
    ]);
  });

  it("are not looked through for each package", () => {
    const many = 1000;
    const each = <Value>(make: (index: number) => Value) => Array.from({ length: many }, (_, index) => make(index));
    const packageOf = (type: "pypi" | "conda" | "nuget", path: string): Package => ({
      type,
      name: "x",
      version: "1",
      path,
      layer: 0,
    });
    const packages = [
      ...each((index) => packageOf("pypi", `lib/x${index}.dist-info/METADATA`)),
      ...each((index) => packageOf("conda", `opt/conda-meta/x${index}.json`)),
      ...each(() => packageOf("nuget", "app/x.deps.json")),
    ];
    const programs = [
      ...each((index) => `bin/${index}`),
      ...each((index) => `opt/${index}`),
      ...each((index) => `app/${index}`),
      "app/sub/x",
    ];
    const { has } = Set.prototype;
    let looks = 0;
    const listed = (path: string) => {
      const index = /\d+/.exec(path)?.[0] ?? "";
      return [path.startsWith("lib") ? `../bin/${index}` : index];
    };
    Set.prototype.has = function count(value: unknown) {
      looks += 1;
      return has.call(this, value);
    };
    try {
      assert.deepEqual(withoutInstalled(programs, packages, listed), ["app/sub/x"]);
    } finally {
      Set.prototype.has = has;
    }
    assert.ok(looks < 10 * many, `${looks} looks`);
  });

  const silent: Readonly<Record<string, Files>> = {
    "those that a reader understands": {
      "usr/local/bin/shop": auditable('{"packages":[{"name":"serde","version":"1.0.0"}]}'),
    },
    scripts: { "usr/local/bin/pip": Buffer.from(`#!/bin/sh\n${"# x\n".repeat(10_000)}`) },
    "files of other folders, where nothing lists what is the distribution's": {
      "usr/bin/shop": ELF,
      "home/shop/bin/shop": ELF,
    },
    libraries: { "opt/lib/libshop.so": ELF, "opt/lib/libshop.so.1.2.3": ELF, "app/shop.dll": PE, "app/shop.node": ELF },
    "what lies among the packages of a language": {
      "app/node_modules/tool/bin/tool": ELF,
      "opt/venv/lib/python3.12/site-packages/tool/bin/tool": ELF,
    },
    "those of a package of the distribution": {
      "opt/shop/bin/shop": ELF,
      "var/lib/dpkg/info/shop.list": "/opt/shop/bin/shop\n",
    },
    "those of a conda package": {
      "opt/conda/bin/shop": ELF,
      "opt/conda/conda-meta/shop-1.json": '{"name":"shop","version":"1","files":["bin/shop"]}',
    },
    "those that pip installed": {
      "usr/local/bin/shop": ELF,
      "usr/local/lib/python3.12/site-packages/shop-1.dist-info/METADATA":
        "Metadata-Version: 2.1\nName: shop\nVersion: 1\n",
      "usr/local/lib/python3.12/site-packages/shop-1.dist-info/RECORD":
        "shop/x.py,,\n../../../bin/shop,sha256=x,30000\n",
    },
    "the starter of a .NET program": {
      "app/shop": ELF,
      "app/shop.deps.json": '{"libraries":{"A.B/2.0.1":{"type":"package"}}}',
    },
  };
  for (const [name, files] of Object.entries(silent)) {
    it(`are not ${name}`, async () => assert.deepEqual(await told(files), []));
  }

  it("are not those that a reader cannot read, which is said by itself", async () => {
    assert.deepEqual(await told({ "opt/shop": auditable("[]") }), ["opt/shop: its list of crates is no JSON"]);
  });

  it("are not what nobody may run", async () => assert.deepEqual(await told({ "opt/core": ELF }, 0o644), []));

  it("are those beside packages that did not bring them", async () => {
    const files = {
      "opt/conda/bin/other": ELF,
      "opt/conda/conda-meta/shop-1.json": '{"name":"shop","version":"1","files":["bin/shop", 1]}',
      "usr/local/lib/python3.12/site-packages/shop-1.dist-info/METADATA":
        "Metadata-Version: 2.1\nName: shop\nVersion: 1\n",
      "usr/local/lib/python3.12/site-packages/shop-1.dist-info/RECORD": "../../../../../../../../../../etc/x,,\n",
    };
    assert.deepEqual(await told(files), [`1 program (opt/conda/bin/other): ${ONE}`]);
  });
});
