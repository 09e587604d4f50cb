import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tarReader } from "../../../server/src/archive/tar.ts";
import { assertDocumented } from "../../harness/json-page.ts";
import { dockerArchive, layerTar } from "../../harness/saved-image.ts";
import { runOnImages, type Scene } from "./image-world.ts";
import type { Ran } from "./made-up-world.ts";

const OS = "ID=alpine\nVERSION_ID=3.20.1\n";
const apk = (version: string) => `P:curl\nV:${version}\nA:x86_64\no:curl\n\n`;
const BASE = layerTar({ "etc/os-release": OS, "lib/apk/db/installed": apk("8.8.0-r0") });
const HISTORY = {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: "RUN /bin/sh -c apk add curl # buildkit" }],
};
const BEFORE = dockerArchive([BASE, layerTar({ one: "1" })], HISTORY);
/** Its list of packages cannot be read, and its history is long. */
const ODD = dockerArchive([BASE, layerTar({ "var/lib/rpm/rpmdb.sqlite": "damaged", two: "2" })], {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: `RUN /bin/sh -c ${"true; ".repeat(20)}` }],
});
/** A newer release of the distribution. */
const NEWER = dockerArchive(
  [layerTar({ "etc/os-release": OS.replace("3.20.1", "3.20.2"), "lib/apk/db/installed": apk("8.8.1-r0") })],
  { history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }] },
);
/** Another distribution, and a builder that tells nothing. */
const OTHER = dockerArchive(
  [layerTar({ "etc/os-release": "ID=wolfi\n", "lib/apk/db/installed": apk("8.8.0-r0"), three: "3" })],
  { history: [] },
);
/** Of a builder with words of its own. */
const FOREIGN = dockerArchive([layerTar({ none: "0" }), BASE, layerTar({ two: "2" })], {
  history: [{}, { created_by: "" }, { created_by: "/bin/sh -c #(nop) PUT two" }],
});
/** Of somebody who means no good. */
const HOSTILE = dockerArchive([BASE, layerTar({ "t\u001b[2Jwo": "2", "lib/apk/db/installed": apk("8\u001b[2J") })], {
  history: [{ created_by: "ADD alpine.tar.gz / # buildkit" }, { created_by: "PUT \u001b[2J" }],
});
const AFTER = dockerArchive([BASE, layerTar({ one: "2", "lib/apk/db/installed": apk("8.9.1-r0") })], {
  ...HISTORY,
  labels: { "org.opencontainers.image.revision": "c0ffee" },
});

const SAVED = new Map([
  ["/r/before.tar", BEFORE],
  ["/r/after.tar", AFTER],
  ["/r/odd.tar", ODD],
  ["/r/newer.tar", NEWER],
  ["/r/other.tar", OTHER],
  ["/r/foreign.tar", FOREIGN],
  ["/r/hostile.tar", HOSTILE],
]);

/** Runs a command with the saved images at hand. */
function runWith(scene: Scene, ...words: readonly string[]): Promise<Ran> {
  return runOnImages({ ...scene, saved: SAVED }, ...words);
}

describe("sbom", () => {
  it("lists the packages as CycloneDX, and as SPDX", async () => {
    const cyclonedx = await runWith({}, "sbom", "--input", "after.tar");
    assert.equal(cyclonedx.status, 0, cyclonedx.errors);
    const { bomFormat, components, vulnerabilities } = JSON.parse(cyclonedx.output);
    assert.deepEqual([bomFormat, vulnerabilities], ["CycloneDX", undefined]);
    assert.ok(components.some(({ purl }: { purl?: string }) => purl?.startsWith("pkg:apk/alpine/curl@8.9.1-r0")));
    const spdx = await runWith({}, "sbom", "--input", "after.tar", "--format", "spdx");
    assert.equal(JSON.parse(spdx.output).spdxVersion, "SPDX-2.3");
  });
  it("wants what is there", async () => {
    assert.equal((await runWith({}, "sbom", "--input", "none.tar")).errors, "seaworthy: none.tar does not exist\n");
    assert.match((await runWith({}, "sbom", "--input", "/x/none.tar")).errors, /^seaworthy: \/x\/none\.tar does/);
    assert.match((await runWith({}, "sbom", "--rootfs", "after.tar")).errors, /after\.tar is no folder/);
    const empty = await runWith({ files: { "/r/mnt/": "" } }, "sbom", "--rootfs", "mnt");
    assert.deepEqual([empty.status, empty.errors], [2, "seaworthy: mnt is empty: no image is unpacked there\n"]);
  });
  it("fails for what could not be read, unless that is accepted", async () => {
    const { status, errors } = await runWith({}, "sbom", "--input", "odd.tar");
    assert.equal(status, 2);
    assert.match(errors, /^seaworthy: not covered: var\/lib\/rpm\/rpmdb\.sqlite: .*\n.*--allow-gaps accepts that\n$/);
    assert.equal((await runWith({}, "sbom", "--input", "odd.tar", "--allow-gaps")).status, 0);
  });
  it("says ten of the things that could not be read, and how many more there are", async () => {
    const damaged = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`app/${index}.jar`, "damaged"]));
    const saved = new Map([["/r/many.tar", dockerArchive([BASE, layerTar(damaged)])]]);
    const { errors } = await runOnImages({ saved }, "sbom", "--input", "many.tar");
    assert.equal(errors.match(/not covered: app\//g)?.length, 10, errors);
    assert.match(errors, /^seaworthy: not covered: 2 more$/m);
  });
  it("calls an archive as it was called, whatever folder that is in", async () => {
    const { output } = await runWith({}, "sbom", "--input", "after.tar");
    assert.equal(JSON.parse(output).metadata.component.name, "after.tar");
    assert.equal(output.includes("/r/after.tar"), false);
    const none = await runWith({}, "sbom", "--input", "../none.tar");
    assert.equal(none.errors, "seaworthy: ../none.tar does not exist\n");
  });
  it("asks nobody", async () => {
    assert.equal((await runWith({}, "sbom", "--input", "after.tar")).errors, "");
  });
});

describe("compare", () => {
  it("says which packages and files differ, and which instruction brought them", async () => {
    const files = { "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n" };
    const { status, output } = await runWith({ files }, "compare", "before.tar", "after.tar", "--format", "json");
    assert.equal(status, 1);
    assertDocumented("compare", { ...JSON.parse(output), gaps: [{ what: "", why: "", fails: true }] });
    const instruction = { path: "Dockerfile", line: 2, endLine: 2, confidence: "certain" };
    assert.deepEqual(JSON.parse(output), {
      version: 1,
      packages: [
        { purl: "pkg:apk/alpine/curl?arch=x86_64&distro=alpine-3.20.1", before: "8.8.0-r0", after: "8.9.1-r0" },
      ],
      files: [
        { path: "lib/apk/db/installed", change: "content", instruction },
        { path: "one", change: "content", instruction },
      ],
      identical: false,
      gaps: [],
    });
  });
  it("knows the packages of another release of the distribution again", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "newer.tar", "--format", "json");
    assert.deepEqual(JSON.parse(output).packages, [
      { purl: "pkg:apk/alpine/curl?arch=x86_64&distro=alpine-3.20.2", before: "8.8.0-r0", after: "8.8.1-r0" },
    ]);
  });
  it("takes no packages of two distributions for the same", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "other.tar", "--format", "json");
    assert.deepEqual(JSON.parse(output).packages, [
      { purl: "pkg:apk/alpine/curl?arch=x86_64&distro=alpine-3.20.1", before: "8.8.0-r0", after: null },
      { purl: "pkg:apk/wolfi/curl?arch=x86_64&distro=wolfi", before: null, after: "8.8.0-r0" },
    ]);
  });
  it("shows what the builder says in its own words, and nothing where it says nothing", async () => {
    assert.match(
      (await runWith({}, "compare", "before.tar", "foreign.tar")).output,
      /^ *added none\n[\s\S]*^ *added two \(\/bin\/sh -c #\(nop\) PUT two\)$/m,
    );
    assert.match((await runWith({}, "compare", "before.tar", "other.tar")).output, /^ *added three$/m);
  });
  it("shows the words of the builder where no Dockerfile is at hand", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "after.tar");
    assert.match(output, /changed one \(RUN apk add curl\)\n/);
  });
  it("shows the packages that differ to people, and nothing in them moves a terminal", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "other.tar");
    assert.match(output, /^packages that differ: 2$/m);
    assert.match(output, /^ {2}pkg:apk\/alpine\/curl\?\S+: 8\.8\.0-r0 → none$/m);
    assert.match(output, /^ {2}pkg:apk\/wolfi\/curl\?\S+: none → 8\.8\.0-r0$/m);
    assert.match(output, /^files that differ: \d+$/m);
    const odd = await runWith({}, "compare", "before.tar", "hostile.tar");
    assert.match(odd.output, /: 8\.8\.0-r0 → 8␛\[2J$/m);
    assert.match(odd.output, /^ {2}added t␛\[2Jwo \(.*PUT ␛.*\)$/m);
    assert.equal(odd.output.includes("\u001b"), false);
  });
  it("is content with images that are the same", async () => {
    const text = await runWith({}, "compare", "before.tar", "before.tar");
    assert.equal(text.output, "The packages and files of the two images are the same.\n");
    const { status, output } = await runWith({}, "compare", "before.tar", "before.tar", "--format", "json");
    assert.deepEqual([status, JSON.parse(output).identical], [0, true]);
  });
  it("calls nothing the same that could not be read", async () => {
    const { status, output } = await runWith({}, "compare", "odd.tar", "odd.tar");
    assert.deepEqual([status, output], [2, "Nothing differs in what could be read.\n"]);
    const { identical, gaps } = JSON.parse((await runWith({}, "compare", "odd.tar", "odd.tar", "-f", "json")).output);
    assert.equal(identical, false);
    assert.deepEqual([gaps[0]?.what, gaps[0]?.fails], ["var/lib/rpm/rpmdb.sqlite", true]);
  });
  it("shows that a long instruction goes on", async () => {
    const { output } = await runWith({}, "compare", "before.tar", "odd.tar");
    assert.match(output, /added two \(RUN (?:true; )+true…\)\n/);
  });
  it("shows the line of what was added, and of what was removed the instruction of its builder", async () => {
    const files = { "/r/Dockerfile": "FROM alpine:3.20\nRUN apk add curl\n" };
    const { output } = await runWith({ files }, "compare", "odd.tar", "before.tar");
    assert.match(output, /^ {2}removed two \(RUN true; true; /m);
    assert.match(output, /^ {2}added one \(Dockerfile:2\)$/m);
  });
  it("goes on from a word that names no image", async () => {
    const { status, errors } = await runWith({}, "compare", "./gone.tar", "after.tar");
    assert.deepEqual([status, errors], [2, "seaworthy: ./gone.tar is no name of an image, nor a file that is here\n"]);
  });
  it("wants two images, and tells where one may be that no engine has", async () => {
    for (const words of [[], ["before.tar"], ["before.tar", "after.tar", "odd.tar"]]) {
      const { status, errors } = await runWith({}, "compare", ...words);
      assert.deepEqual([status, errors], [2, "seaworthy: say which two images: IMAGE IMAGE\n"]);
    }
    const { errors } = await runWith({}, "compare", "before.tar", "shop:1");
    assert.match(errors, /shop:1 is in no container engine here: .*\. Pull or build it first, or read it without/);
    const arm = await runWith({}, "compare", "before.tar", "after.tar", "--platform", "arm64");
    assert.match(arm.errors, /before\.tar is an image for linux\/amd64, not for linux\/arm64/);
    const twice = await runWith({}, "compare", "shop:1", "shop:1");
    assert.equal(twice.errors.split("Pull or build it first").length, 2);
  });
  it("takes a word for an image that is the name of a folder, too, unless it is written as a path", async () => {
    const scene = { files: { "/r/web/Dockerfile": "FROM scratch\n" } };
    const { errors } = await runWith(scene, "compare", "before.tar", "web");
    assert.match(errors, /: web is in no container engine here: [^.]*\. The folder of that name is \.\/web$/m);
    const folder = await runWith(scene, "compare", "before.tar", "./web");
    assert.match(folder.errors, /^seaworthy: \.\/web holds no image: /m);
    const absolute = await runWith(scene, "compare", "before.tar", "/r/web");
    assert.match(absolute.errors, /^seaworthy: web holds no image: /m);
  });
});

describe("scan", () => {
  it("tells in SARIF whether it failed for what could not be read", async () => {
    for (const [words, isSuccess] of [
      [[], false],
      [["--allow-gaps"], true],
    ] as const) {
      const ran = await runWith({}, "scan", "--input", "odd.tar", "--format", "sarif", ...words);
      const [{ invocations }] = JSON.parse(ran.output).runs;
      assert.deepEqual([ran.status, invocations[0].executionSuccessful], [isSuccess ? 0 : 2, isSuccess]);
    }
  });
});

describe("evidence", () => {
  const decision = JSON.stringify({
    "@context": "https://openvex.dev/ns/v0.2.0",
    "@id": "https://shop.example/vex",
    author: "me@shop.example",
    timestamp: "2026-01-01T00:00:00Z",
    version: 1,
    statements: [],
  });
  /** The members of the archive that is written. */
  async function membersOf(files: Readonly<Record<string, string>>, ...words: readonly string[]) {
    const ran = await runWith({ files }, "evidence", "--input", "after.tar", "--output", "e.tar", ...words);
    assert.equal(ran.status, 0, ran.errors);
    const members = new Map<string, string>();
    const reader = tarReader(
      "e.tar",
      { wish: () => "take", take: ({ path }, content) => members.set(path, Buffer.from(content).toString()) },
      { fileBytes: 1_000_000, entries: 10 },
    );
    reader.push(Buffer.from(ran.files.get("/r/e.tar") ?? ""));
    assert.ok(reader.end().ok);
    return members;
  }
  it("holds the list of packages, the report, the decisions and the facts of the image", async () => {
    const members = await membersOf({ "/r/.vex/all.openvex.json": decision });
    assert.deepEqual(
      [...members.keys()],
      ["facts.json", "report.json", "report.md", "sbom.cdx.json", "vex/all.openvex.json"],
    );
    const { image, data, labels, commit } = JSON.parse(members.get("facts.json") ?? "");
    assert.deepEqual(labels, { revision: "c0ffee", source: null });
    assert.deepEqual(commit, { revision: null, repository: null });
    assert.match(image.id, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual(data, { source: "OSV at api.osv.dev", at: "2026-01-01T12:00:00.000Z" });
    assert.equal(members.get("vex/all.openvex.json"), decision);
  });
  it("is named when it is written", async () => {
    const ran = await runWith({}, "evidence", "--input", "after.tar");
    assert.deepEqual([ran.status, ran.output], [0, ""]);
    assert.match(ran.errors, /^seaworthy: wrote evidence\.tar$/m);
    assert.ok(ran.files.has("/r/evidence.tar"));
    const quiet = await runWith({}, "evidence", "--input", "after.tar", "--quiet");
    assert.equal(quiet.errors, "");
    const piped = await runWith({}, "evidence", "--input", "after.tar", "--output", "-");
    assert.match(piped.output, /^facts\.json\0/);
    assert.doesNotMatch(piped.errors, /wrote/);
    const none = await runWith({}, "evidence", "--input", "after.tar", "--offline-db", "gone");
    assert.deepEqual([none.status, none.files.has("/r/evidence.tar")], [2, false]);
  });
  it("holds all decisions, also those of two files of one name", async () => {
    const files = {
      "/r/a/x.json": decision,
      "/r/b/x.json": decision.replace("shop.example/vex", "shop.example/other"),
    };
    const members = await membersOf(files, "--vex", "a/x.json", "--vex", "b/x.json");
    const decisions = [...members].filter(([path]) => path.startsWith("vex/"));
    assert.deepEqual(decisions, [
      ["vex/x.json", files["/r/a/x.json"]],
      ["vex/2-x.json", files["/r/b/x.json"]],
    ]);
  });
});
