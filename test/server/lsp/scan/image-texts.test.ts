import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ImageDifference } from "../../../../server/src/engine/image/compare.ts";
import type { Inspection } from "../../../../server/src/engine/image/inspect.ts";
import { differenceSentence, differenceText, inspectionText } from "../../../../server/src/lsp/scan/image-texts.ts";

const BARE: Inspection = {
  id: "",
  digest: undefined,
  platform: undefined,
  labels: [],
  source: undefined,
  missing: [],
};

const SOURCES: readonly (readonly [Inspection["source"], string])[] = [
  [
    { url: "https://git.example/a", revision: undefined, isHere: false },
    "https://git.example/a; its commit is not told.",
  ],
  [{ url: undefined, revision: undefined, isHere: false }, "not told; its commit is not told."],
  [
    { url: undefined, revision: "c0ffee", isHere: false },
    "address not told, commit c0ffee: no repository here has that commit.",
  ],
  [
    { url: "https://git.example/a", revision: "c0ffee", isHere: true },
    "https://git.example/a, commit c0ffee: the repository here has that commit.",
  ],
];

describe("the text of what an image says of itself", () => {
  it("holds nothing but what is known", () =>
    assert.equal(inspectionText("app:1", BARE), "app:1\n\nIt has no labels.\n"));

  it("tells of each label whose it is, and which key took its place", () => {
    const own = { key: "a", value: "1", from: "own", successor: undefined } as const;
    const labels = [
      own,
      { ...own, key: "b", from: "base" },
      { ...own, key: "c", from: "base", successor: "d" },
    ] as const;
    assert.equal(
      inspectionText("app:1", {
        ...BARE,
        id: "sha256:1",
        digest: "sha256:2",
        platform: "linux/amd64",
        labels,
        missing: ["e"],
      }),
      `app:1
id      sha256:1
digest  sha256:2
for     linux/amd64

Labels:
  a = 1
  b = 1  (from the base image)
  c = 1  (from the base image; today d)

Missing:
  e
`,
    );
  });

  for (const [source, words] of SOURCES)
    it(`tells the source: ${words}`, () =>
      assert.equal(inspectionText("app:1", { ...BARE, source }), `app:1\n\nIt has no labels.\n\nSource: ${words}\n`));

  it("has no line that the image made up", () => {
    const labels = [{ key: "a", value: "1\nMissing:", from: "own", successor: undefined }] as const;
    assert.equal(inspectionText("app:1", { ...BARE, labels }).split("\n").length, 5);
  });
});

const SAME: ImageDifference = { packages: [], files: [], gaps: [], dockerfile: undefined };

describe("the text of how two images differ", () => {
  it("calls them the same only when all of both was read", () => {
    const partly = { ...SAME, gaps: [{ what: "a", why: "is broken" }] };
    assert.equal(differenceSentence(SAME), "They are the same: every package and every file.");
    assert.equal(differenceSentence(partly), "No difference was found in what could be read.");
    assert.match(differenceText(["a:1", "a:2"], partly), /\n\nNot looked at:\n {2}a: is broken\n$/);
  });

  it("lists packages and files, and what brought a file that is there", () => {
    const files = [
      { change: "added", path: "srv/a", layer: 0, createdBy: "COPY a /srv/" },
      { change: "removed", path: "srv/b", layer: 0, createdBy: "" },
    ] as const;
    const packages = [{ purl: "pkg:deb/debian/curl", before: "8.1", after: undefined }];
    assert.equal(
      differenceText(["a:1", "a:2"], { ...SAME, packages, files }),
      `a:1 → a:2
They differ in 1 package and 2 files.

Packages: 1
  pkg:deb/debian/curl  8.1 → not there

Files: 2
  added  srv/a  (COPY a /srv/)
  removed  srv/b
`,
    );
  });
});
