import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure } from "../../../server/src/outcome/outcome.ts";
import { madeUpRepository } from "../../harness/made-up-repository.ts";
import { SHOP } from "../../harness/made-up-scan.ts";
import { NO_REACH } from "../../harness/no-reach.ts";
import { memoryStore } from "../../harness/osv-database.ts";
import { scratchFiles } from "../../harness/saved-image.ts";
import { shopAdvisories, shopArchive } from "../../harness/shop-image.ts";
import { runIn } from "./made-up-world.ts";

const FIXED = "2.36-9+deb12u1";
const FROM = "registry.example/base:1.0.0";

interface Scene {
  /** Tags of the registry with the libc6 of each. */
  readonly tags: Readonly<Record<string, string>>;
  /** The version of libc6 that has a fix; none. */
  readonly fixed?: string;
  readonly signal?: AbortSignal;
  onRequest?(): void;
  /** Ends of addresses that cannot be reached. */
  readonly down?: string;
  /** None: there is no Dockerfile. */
  readonly dockerfile?: string | undefined;
}

async function scan({ tags, fixed, signal, onRequest, down, ...scene }: Scene, ...words: readonly string[]) {
  const dockerfile = "dockerfile" in scene ? scene.dockerfile : SHOP.replace("debian:12", FROM);
  const { http, asked } = madeUpRepository(tags, "1.0.0" in tags ? "" : "1.0.0");
  const saved = new Map<string, Buffer>([["/r/shop.tar", shopArchive()]]);
  for (const [path, bytes] of Object.entries(shopAdvisories(fixed))) saved.set(`/r/db/${path}`, bytes);
  const files = Object.fromEntries([...saved.keys()].map((path) => [path, ""]));
  const ran = await runIn(
    {
      files: { ...files, ...(dockerfile === undefined ? {} : { "/r/Dockerfile": dockerfile }) },
      reach: async () => ({
        ...NO_REACH,
        http: {
          fetch(request) {
            if (down !== undefined && request.url.endsWith(down))
              return Promise.resolve(failure("unreachable", "registry.example", "is down"));
            const answer = http.fetch(request);
            onRequest?.();
            return answer;
          },
          stream: http.stream,
        },
        store: memoryStore(),
      }),
      largeFiles: async () => scratchFiles(saved),
      ...(signal === undefined ? {} : { signal }),
    },
    ...["scan", "--input", "shop.tar", "--offline-db", "db", "--quiet", ...words],
  );
  return { ...ran, asked };
}

const TAGS = { "1.0.0": "2.36-9", "1.0.1": "2.36-9", "1.1.0": FIXED, "2.0.0": FIXED };
const NEWER = ["--newer-base", "--fail-on", "never"];

describe("--newer-base", () => {
  it("tells what the same tag as it is today and newer ones would change, up to the first that is free", async () => {
    const { status, output, asked } = await scan({ tags: TAGS, fixed: FIXED }, ...NEWER);
    assert.equal(status, 0);
    assert.ok(
      output.includes(`Base image
  1 of 3 come with the base: Dockerfile:1: FROM registry.example/base:1.0.0
  newer bases held against the 1 finding of it with a fix
    registry.example/base:1.0.0 as it is today still has 1 of 1
    registry.example/base:1.0.1 still has 1 of 1
    registry.example/base:1.1.0 is free of them
`),
      output,
    );
    assert.ok(!asked.some((line) => line.endsWith("/manifests/2.0.0")), "the step is large enough");
  });

  it("is in JSON and Markdown, too", async () => {
    const tags = { "1.0.0": FIXED };
    const json = await scan({ tags, fixed: FIXED }, ...NEWER, "--format", "json");
    const { newerBases } = JSON.parse(json.output);
    assert.match(newerBases.tried[0].digest, /^sha256:/);
    delete newerBases.tried[0].digest;
    const tried = [{ name: FROM, left: 0, why: null }];
    assert.deepEqual(newerBases, { why: null, against: "fixable", count: 1, tried });
    const { output } = await scan({ tags, fixed: FIXED }, ...NEWER, "--format", "markdown");
    assert.match(output, /### Base image\n\nnewer bases held against .*\n\n- registry\.example\/base:1\.0\.0 as it is/);
  });

  it("holds them against all that was found in the base where nothing of it has a fix", async () => {
    const { output } = await scan({ tags: { "1.0.0": "2.36-9" } }, ...NEWER);
    assert.match(output, /held against its 1 finding, none with a fix\n {4}\S+ as it is today still has 1 of 1\n/);
  });

  it("looks for none where nothing was found in the base of now", async () => {
    const { status, output, errors } = await scan({ tags: TAGS, fixed: "2.36-8" }, ...NEWER);
    assert.deepEqual([status, errors], [0, ""]);
    assert.match(output, /no newer base was looked for: nothing was found in the base of now/);
  });

  it("is asked for by the option alone", async () => {
    const { output, asked } = await scan({ tags: TAGS, fixed: FIXED }, "--format", "json");
    assert.deepEqual([asked, "newerBases" in JSON.parse(output)], [[], false]);
  });

  it("does not count a tag that is gone as trouble, and says it", async () => {
    const { status, output, errors } = await scan({ tags: { "1.1.0": FIXED }, fixed: FIXED }, ...NEWER);
    assert.equal(status, 0, errors);
    assert.match(output, /base:1\.0\.0 as it is today could not be looked at whole \(.*\)\n.*base:1\.1\.0 is free/);
  });

  it("ends with 2 when the registry cannot be asked, and the bill stands", async () => {
    const dockerfile = SHOP.replace("debian:12", "registry.example/other:1.0.0");
    const { status, output, errors } = await scan({ tags: {}, fixed: FIXED, dockerfile }, ...NEWER);
    assert.equal(status, 2);
    assert.match(errors, /^seaworthy: no newer base was looked for: registry\.example/);
    assert.match(output, /no newer base was looked for: registry\.example/);
  });

  it("ends with 2 when one of them cannot be fetched, and goes on to the next", async () => {
    const { status, output, errors } = await scan({ tags: TAGS, fixed: FIXED, down: "/manifests/1.0.1" }, ...NEWER);
    assert.equal(status, 2);
    assert.match(
      errors,
      /^seaworthy: registry\.example\/base:1\.0\.1 could not be scanned: registry\.example is down/m,
    );
    assert.match(output, /base:1\.1\.0 is free of them$/m);
  });

  it("ends with 2 when the Dockerfile does not tell the base", async () => {
    const unknown = await scan({ tags: {}, dockerfile: SHOP.replace("debian:12", "$" + "{BASE}") }, ...NEWER);
    assert.match(unknown.errors, /looked for: \$\{BASE\} does not tell which image it is: give .*buildArgs/);
    const other = await scan({ tags: {}, dockerfile: "FROM debian:12\nRUN make\n" }, ...NEWER);
    assert.match(other.errors, /Dockerfile does not tell the base: this image was not built from this Dockerfile/);
    assert.deepEqual([unknown.status, other.status, unknown.asked], [2, 2, []]);
  });

  it("does not take a digest without a tag for the tag latest", async () => {
    const dockerfile = SHOP.replace("debian:12", `registry.example/base@sha256:${"a".repeat(64)}`);
    const { status, errors, asked } = await scan({ tags: { ...TAGS, latest: FIXED }, dockerfile }, ...NEWER);
    assert.equal(status, 2);
    assert.match(
      errors,
      /registry\.example\/base has a digest and no tag, which would tell its flavour: write the tag/,
    );
    assert.deepEqual(asked, []);
  });

  it("ends with 2 when it is interrupted", async () => {
    const controller = new AbortController();
    const scene = { tags: TAGS, fixed: FIXED, onRequest: () => controller.abort(), signal: controller.signal };
    const { status, errors, output } = await scan(scene, ...NEWER);
    assert.equal(status, 2);
    assert.match(errors, /no newer base was looked for: it was interrupted/);
    assert.match(output, /1 of 3 come with the base/);
  });

  const refusals: readonly (readonly [words: readonly string[], said: RegExp])[] = [
    [["--format", "sarif"], /--newer-base has no place in sarif: it is told in text, json, markdown/],
    [["--report", "shop.tar"], /--newer-base scans newer images: no --report with it/],
  ];
  for (const [words, said] of refusals) {
    it(`is refused with ${words.join(" ")}`, async () => {
      const { status, errors, output } = await scan({ tags: TAGS }, ...NEWER, ...words);
      assert.match(errors, said);
      assert.deepEqual([status, output], [2, ""]);
    });
  }

  it("is refused without a Dockerfile", async () => {
    const { status, errors, asked } = await scan({ tags: TAGS, dockerfile: undefined }, ...NEWER);
    assert.match(errors, /--newer-base needs the Dockerfile, whose FROM names the base: --dockerfile F/);
    assert.deepEqual([status, asked], [2, []]);
  });
});
