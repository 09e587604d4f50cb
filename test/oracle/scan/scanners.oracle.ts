import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { ScanReport } from "../../../server/src/scan/report.ts";
import { readReport } from "../../../server/src/scan/scanners/reports/read-report.ts";
import { skipWithoutShared } from "../../harness/shared.ts";

// What real scanners wrote about one small image: their formats must tell the same.

const FOLDER = "../shared/data/scanners";
const skip = skipWithoutShared();

async function read(name: string): Promise<ScanReport> {
  const found = await readReport(readFileSync(`${FOLDER}/${name}`, "utf8"), name);
  if (!found.ok) throw new Error(`${name} ${found.detail}`);
  return found.value;
}

/** `id in name version → fix`, sorted. */
function told({ packages, vulnerabilities }: ScanReport): readonly string[] {
  return vulnerabilities
    .map(
      ({ id, package: index, fixedIn }) =>
        `${id} in ${packages[index]?.name} ${packages[index]?.version} → ${fixedIn ?? "-"}`,
    )
    .sort();
}

describe("a report of Trivy", { skip }, () => {
  it("tells the same in its own format, in CycloneDX and in SARIF", async () => {
    const own = await read("trivy-0.74.0.json");
    assert.equal(own.vulnerabilities.length, 56);
    assert.equal(own.packages.length, 52);
    assert.ok(own.packages.every(({ layer }) => layer !== undefined && layer < 5));
    assert.deepEqual(told(await read("trivy-0.74.0.cdx.json")), told(own));
    // SARIF names no ecosystem, so several fixes have no order there.
    const first = told(await read("trivy-0.74.0.sarif.json")).map((line) => line.replace(/ → ([^,]+),.*/, " → $1"));
    assert.deepEqual(first, told(own));
  });

  it("tells the image", async () => {
    const { image, os } = await read("trivy-0.74.0.json");
    assert.equal(image.id, "sha256:3b121ed14917ed9cb717229030e4d2e899c4a1c90908ea8098271665d50e266c");
    assert.deepEqual(
      [image.platform, image.diffIds.length, image.history.length, os?.id],
      ["linux/amd64", 5, 6, "debian"],
    );
  });
});

describe("a report of osv-scanner", { skip }, () => {
  it("tells the same in its own format and in SARIF", async () => {
    const own = await read("osv-scanner-2.5.0.json");
    const log = await read("osv-scanner-2.5.0.sarif.json");
    assert.equal(own.vulnerabilities.length, 54);
    const ids = own.vulnerabilities.map(({ id, aliases }) => new Set([id, ...aliases]));
    assert.deepEqual(
      log.vulnerabilities.filter(({ id }) => !ids.some((names) => names.has(id))),
      [],
    );
  });

  it("finds the layers that Trivy finds, and the fixes", async () => {
    const own = await read("osv-scanner-2.5.0.json");
    const others = await read("trivy-0.74.0.json");
    const layers = new Map(others.packages.map(({ type, name, layer }) => [`${type} ${name}`, layer]));
    const languages = own.packages.filter(({ type }) => ["deb", "pypi", "cargo"].includes(type));
    assert.ok(languages.length > 10);
    for (const { type, name, layer } of languages) assert.equal(layer, layers.get(`${type} ${name}`), name);
    const fixes = new Map(
      others.vulnerabilities.map(({ id, package: index, fixedIn }) => [
        `${id} ${others.packages[index]?.version}`,
        fixedIn,
      ]),
    );
    const compared = own.vulnerabilities.flatMap(({ id, aliases, package: index, fixedIn }) =>
      [id, ...aliases]
        .map((name) => `${name} ${own.packages[index]?.version}`)
        .filter((key) => fixes.has(key))
        .map((key) => ({ key, fixedIn })),
    );
    assert.ok(compared.length > 30, String(compared.length));
    for (const { key, fixedIn } of compared) assert.equal(fixedIn, fixes.get(key), key);
  });
});
