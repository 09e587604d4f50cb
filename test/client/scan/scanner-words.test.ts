import assert from "node:assert/strict";
import { test } from "node:test";
import { scannerItems } from "../../../client/src/scan/scanner-words.ts";

test("the list of scanners says what each sends to whom, and which is chosen", () => {
  const items = scannerItems({
    scanners: [
      { id: "grype", title: "Grype", sends: undefined },
      { id: "snyk", title: "Snyk", sends: "the list of packages, to Snyk's service" },
    ],
    chosen: "grype",
  });
  assert.deepEqual(items.map(({ id, label, description, detail }) => [id, label, description, detail]).slice(2), [
    ["grype", "Grype", "chosen now", "Sends nothing about the image"],
    ["snyk", "Snyk", "", "Sends the list of packages, to Snyk's service"],
  ]);
  assert.deepEqual(
    items.slice(0, 2).map(({ id }) => id),
    ["embedded", "installed"],
  );
});
