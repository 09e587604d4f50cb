import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { success } from "../../../../server/src/outcome/outcome.ts";
import type { Command } from "../../../../server/src/outside/outside.ts";
import {
  BUILD_CHOICES,
  BUILD_PLAN,
  type BuildPlanResult,
  COMPARE_IMAGES,
  EVIDENCE,
  INSPECT_IMAGE,
  SBOM,
  type TextResult,
} from "../../../../server/src/protocol/images.ts";
import { ASKED, type AskedLine } from "../../../../server/src/protocol/lookups.ts";
import { BASE_IMAGES, ENGINE_IMAGES, IMPORT_REPORT, type ScanResult } from "../../../../server/src/protocol/scan.ts";
import { SHOP } from "../../../harness/made-up-scan.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { SHOP_TAR, scanClient } from "../../../harness/scan-client.ts";
import { shopArchive } from "../../../harness/shop-image.ts";

const SHOP_IMAGE = { kind: "archive", path: SHOP_TAR } as const;
const WISH = { kind: "stage", context: "/shop" } as const;
const OTHER_TAR = "/images/other.tar";

/** A client whose programs are made up: `answer` gives what one prints, undefined where it fails. */
async function engineClient(answer: (words: string) => string | undefined) {
  const ran: string[] = [];
  const run = async ({ program, args }: Command) => {
    const words = [program, ...args].join(" ");
    ran.push(words);
    const output = answer(words);
    return success({ status: output === undefined ? 1 : 0, output: output ?? "", errors: "no such thing" });
  };
  const client = await scanClient(undefined, {
    reach: () => Promise.resolve({ ...NO_REACH, run: { run } }),
    options: { consent: true },
    disk: { "/shop/Dockerfile": SHOP, [OTHER_TAR]: "" },
  });
  client.wire.onRequest("seaworthy/consent", () => true);
  return { client, ran };
}

describe("work on images", () => {
  it("shows the labels of an image, and which are missing", async () => {
    const client = await scanClient();
    const result: TextResult = await client.wire.sendRequest(INSPECT_IMAGE, { image: SHOP_IMAGE, uri: client.uri });
    assert.ok(result.kind === "done", JSON.stringify(result));
    assert.match(result.text, /\n {2}org\.opencontainers\.image\.title = made/);
    assert.match(result.text, /\nMissing:\n {2}org\.opencontainers\.image\.source\n/);
    client.stop();
  });

  it("is refused for an image that is not there, and says why", async () => {
    const client = await scanClient();
    const image = { kind: "archive", path: "/images/none.tar" } as const;
    for (const [method, params] of [
      [INSPECT_IMAGE, { image }],
      [COMPARE_IMAGES, { before: SHOP_IMAGE, after: image }],
      [SBOM, { image }],
    ] as const) {
      const result: TextResult = await client.wire.sendRequest(method, params);
      assert.match(result.kind === "refused" ? result.message : result.kind, /none\.tar/, method);
    }
    client.stop();
  });

  it("lists the images of the FROM lines that are known", async () => {
    const client = await scanClient(
      "ARG TAG=12\nARG NONE\nFROM debian:$TAG AS a\nFROM a\nFROM scratch\nFROM app:$NONE\nFROM registry.example/b:1\nFROM Not/A:Name:1\n",
    );
    const list = (uri: string) => client.wire.sendRequest(BASE_IMAGES, { uri });
    assert.deepEqual(await list(client.uri), [
      { name: "debian:12", line: 2 },
      { name: "registry.example/b:1", line: 6 },
    ]);
    await client.open("file:///shop/compose.yaml", "services: {a: {image: redis}}\n", "yaml");
    assert.deepEqual(await list("file:///shop/compose.yaml"), []);
    client.stop();
  });

  it("shows how two images differ, and that one is the same as itself", async () => {
    const client = await scanClient(undefined, { disk: { [OTHER_TAR]: "" } });
    client.put(OTHER_TAR, shopArchive("7.88.1-10+deb12u5"));
    const compare = (path: string): Promise<TextResult> =>
      client.wire.sendRequest(COMPARE_IMAGES, {
        before: SHOP_IMAGE,
        after: { kind: "archive", path },
        uri: client.uri,
      });
    const other = await compare(OTHER_TAR);
    assert.ok(other.kind === "done", JSON.stringify(other));
    assert.match(other.text, /pkg:deb\/debian\/curl\S* {2}7\.88\.1-10 → 7\.88\.1-10\+deb12u5/);
    assert.match(other.text, /other content {2}var\/lib\/dpkg\/status {2}\(line 2: RUN apt-get/);
    const same = await compare(SHOP_TAR);
    assert.equal(same.kind === "done" && same.message, "They are the same: every package and every file.");
    client.stop();
  });

  it("lists what is in an image in both formats, and packs the evidence of a scan", async () => {
    const client = await scanClient();
    const sbom = async (format: string) => {
      const result: TextResult = await client.wire.sendRequest(SBOM, { image: SHOP_IMAGE, format });
      return result.kind === "done" ? JSON.parse(result.text) : result;
    };
    assert.equal((await sbom("cyclonedx")).bomFormat, "CycloneDX");
    assert.match((await sbom("spdx")).spdxVersion, /^SPDX-2\.3/);
    const evidence = (): Promise<TextResult> => client.wire.sendRequest(EVIDENCE, { key: client.uri });
    assert.equal((await evidence()).kind, "refused");
    await client.scan();
    const packed = await evidence();
    assert.ok(packed.kind === "done");
    for (const name of ["facts.json", "report.json", "report.md", "sbom.cdx.json"])
      assert.ok(packed.text.includes(`${name}\0`), name);
    client.stop();
  });

  it("shows the report of another scanner as a scan of its file, and says what it cannot read", async () => {
    const client = await scanClient();
    const report = {
      SchemaVersion: 2,
      ArtifactName: "shop.example/app:1",
      Results: [
        {
          Type: "debian",
          Class: "os-pkgs",
          Vulnerabilities: [
            {
              VulnerabilityID: "CVE-2026-9",
              PkgName: "bash",
              InstalledVersion: "5.2",
              Severity: "HIGH",
              FixedVersion: "5.3",
            },
          ],
        },
      ],
    };
    const path = "/images/trivy.json";
    client.put(path, Buffer.from(JSON.stringify(report)));
    const read = (): Promise<ScanResult> => client.wire.sendRequest(IMPORT_REPORT, { path, uri: client.uri });
    const result = await read();
    assert.ok(result.kind === "done", JSON.stringify(result));
    assert.equal(result.view.scanner.title, "Trivy");
    assert.deepEqual(
      result.view.findings.map(({ id, fixedIn }) => [id, fixedIn]),
      [["CVE-2026-9", "5.3"]],
    );
    await client.open("file:///shop/compose.yaml", "services: {a: {image: redis}}\n", "yaml");
    const other: ScanResult = await client.wire.sendRequest(IMPORT_REPORT, { path, uri: "file:///shop/compose.yaml" });
    assert.equal(other.kind === "done" && other.view.uri, undefined, "no image is built from a Compose file");
    client.put(path, Buffer.from("{}"));
    assert.match(JSON.stringify(await read()), /is no report of a format that is read here/);
    client.stop();
  });
});

describe("a container engine", () => {
  it("lists its images by name once it may run", async () => {
    const { client, ran } = await engineClient((words) =>
      words.startsWith("docker image ls") ? "app:1|0123|2026-01-01\n<none>:<none>|4567|x\n" : undefined,
    );
    const result = await client.wire.sendRequest(ENGINE_IMAGES, { uri: client.uri });
    assert.deepEqual(result, { kind: "done", images: [{ name: "app:1", id: "0123", created: "2026-01-01" }] });
    assert.equal(ran.length, 1);
    const asked: readonly AskedLine[] = await client.wire.sendRequest(ASKED);
    assert.deepEqual(
      asked.map(({ host, what, via }) => [host, what, via]),
      [["this machine", ran[0], "engine"]],
    );
    client.stop();
  });

  it("may be buildah, which has other words for it", async () => {
    const { client, ran } = await engineClient((words) =>
      words.startsWith("buildah images ") ? "localhost/app:1|0123|2 days ago\n" : undefined,
    );
    const result = await client.wire.sendRequest(ENGINE_IMAGES, { uri: client.uri });
    assert.deepEqual(result, {
      kind: "done",
      images: [{ name: "localhost/app:1", id: "0123", created: "2 days ago" }],
    });
    assert.equal(ran.length, 4);
    client.stop();
  });

  it("is planned to build under the name of the commit, and a dirty tree is said", async () => {
    const { client, ran } = await engineClient((words) => {
      if (words.endsWith(" version")) return "Docker version 1";
      if (words.includes(" log ")) return "1767225600\n";
      return words.includes(" status ") ? " M app\n" : undefined;
    });
    const result: BuildPlanResult = await client.wire.sendRequest(BUILD_PLAN, { uri: client.uri, wish: WISH });
    assert.ok(result.kind === "done", JSON.stringify(result));
    const [plan] = result.plans;
    assert.ok(plan !== undefined);
    const { program, args, folder, tags, notes, afterBuild } = plan;
    assert.deepEqual([program, args[0], folder, afterBuild], ["docker", "build", "/shop", "ask"]);
    assert.ok(args.includes("SOURCE_DATE_EPOCH=1767225600"));
    assert.deepEqual(args.slice(-2), ["--", "/shop"]);
    assert.ok(tags.length > 0 && !tags.some((tag) => tag.endsWith(":latest")), tags.join());
    assert.match(notes.join("\n"), /files differ from the commit/);
    assert.deepEqual(
      ran.map((words) => words.split(" ")[0]),
      ["docker", "git", "git"],
    );
    client.stop();
  });

  it("builds nothing of a file that is not saved, and nothing in a workspace without trust", async () => {
    const { client } = await engineClient(() => "");
    await client.edit(client.uri, "curl", "wget");
    assert.match(
      JSON.stringify(await client.wire.sendRequest(BUILD_PLAN, { uri: client.uri, wish: WISH })),
      /Save the Dockerfile first/,
    );
    client.stop();
    const untrusted = await scanClient(undefined, { options: { trusted: false } });
    for (const [method, params] of [
      [BUILD_CHOICES, { uri: untrusted.uri }],
      [BUILD_PLAN, { uri: untrusted.uri, wish: WISH }],
      [ENGINE_IMAGES, { uri: untrusted.uri }],
      [INSPECT_IMAGE, { image: SHOP_IMAGE }],
      [COMPARE_IMAGES, { before: SHOP_IMAGE, after: SHOP_IMAGE }],
      [SBOM, { image: SHOP_IMAGE }],
      [IMPORT_REPORT, { path: SHOP_TAR }],
    ] as const) {
      const result = await untrusted.wire.sendRequest(method, params);
      assert.match(JSON.stringify(result), /refused.*not trusted/, method);
    }
    assert.equal(untrusted.opened(), 0);
    untrusted.stop();
  });
});
