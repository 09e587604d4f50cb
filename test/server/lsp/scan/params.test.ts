import assert from "node:assert/strict";
import { test } from "node:test";
import { readBuildWish } from "../../../../server/src/lsp/scan/build-wish.ts";
import { readDecideParams } from "../../../../server/src/lsp/scan/decide-params.ts";
import { readImageSource, readScanParams } from "../../../../server/src/lsp/scan/scan-params.ts";

const CHOICE = { kind: "accepted", why: "later", until: "2027-01-31" };
const DECISION = { key: "a", finding: 1, choice: CHOICE, packages: "all", isThisVersion: true, isForAllImages: true };
const IMAGE = { kind: "engine", name: "app:1" };

/** What a client may send, and what is read of it; undefined: nothing. */
const CASES: readonly (readonly [read: (value: unknown) => unknown, given: unknown, read: unknown])[] = [
  [readDecideParams, { ...DECISION, more: 1 }, DECISION],
  [
    readDecideParams,
    { key: "a", finding: 1, choice: { kind: "withdrawn", why: "x" }, packages: 1, isThisVersion: "true" },
    { ...DECISION, choice: { kind: "withdrawn" }, packages: "this", isThisVersion: false, isForAllImages: false },
  ],
  [
    readDecideParams,
    { ...DECISION, choice: { ...CHOICE, why: 1, until: 2 } },
    { ...DECISION, choice: { ...CHOICE, why: "", until: undefined } },
  ],
  ...["component_not_present", "toString", 1].map(
    (justification) =>
      [
        readDecideParams,
        { ...DECISION, choice: { kind: "not_affected", why: "", justification } },
        {
          ...DECISION,
          choice: {
            kind: "not_affected",
            why: "",
            justification: justification === "component_not_present" ? justification : undefined,
          },
        },
      ] as const,
  ),
  [readDecideParams, { ...DECISION, key: 1 }, undefined],
  [readDecideParams, { ...DECISION, finding: "1" }, undefined],
  [readDecideParams, { ...DECISION, choice: { kind: "fixed", why: "" } }, undefined],
  [readDecideParams, { ...DECISION, choice: null }, undefined],
  [readDecideParams, null, undefined],
  [readImageSource, IMAGE, IMAGE],
  [readImageSource, { kind: "registry", name: "app:1", path: "/x" }, { kind: "registry", name: "app:1" }],
  [readImageSource, { kind: "archive", path: "C:\\a.tar" }, { kind: "archive", path: "C:/a.tar" }],
  [readImageSource, { kind: "archive", path: "", name: "a" }, undefined],
  [readImageSource, { kind: "engine", name: "" }, undefined],
  [readImageSource, { kind: "engine", name: 1, path: "/a.tar" }, undefined],
  [readImageSource, { kind: "other", name: "a", path: "/a.tar" }, undefined],
  [readScanParams, { image: IMAGE, uri: 1, baseLine: "2" }, { image: IMAGE, uri: undefined, baseLine: undefined }],
  [readScanParams, { image: IMAGE, uri: "file:///a", baseLine: 2 }, { image: IMAGE, uri: "file:///a", baseLine: 2 }],
  [readScanParams, { uri: "file:///a" }, undefined],
  [readScanParams, [IMAGE], undefined],
  [readScanParams, null, undefined],
  [readBuildWish, { kind: "stage", context: "C:\\a", target: 1 }, { kind: "stage", context: "C:/a" }],
  [readBuildWish, { kind: "stage", context: "/a", target: "b" }, { kind: "stage", context: "/a", target: "b" }],
  [
    readBuildWish,
    { kind: "service", file: "C:\\c.yaml", service: "web" },
    { kind: "service", file: "C:/c.yaml", service: "web" },
  ],
  [readBuildWish, { kind: "service", file: 1, service: "web", context: "/a" }, undefined],
  [readBuildWish, { kind: "service", file: "/c.yaml", context: "/a" }, undefined],
  [readBuildWish, { kind: "other", context: "/a", file: "/c.yaml", service: "web" }, undefined],
  [readBuildWish, { kind: "stage", context: 1 }, undefined],
  [readBuildWish, "stage", undefined],
];

for (const [read, given, expected] of CASES) {
  test(`${read.name} of ${JSON.stringify(given)}`, () => assert.deepEqual(read(given), expected));
}
