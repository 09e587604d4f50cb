import assert from "node:assert/strict";
import { test } from "node:test";
import { readPackageTable } from "../../../../server/src/resolve/rpm/package-table.ts";
import { matchesRpm, rpmPins } from "../../../../server/src/resolve/rpm/pins.ts";

const FORMS: Readonly<Record<string, string>> = {
  "dnf repoquery":
    "curl\t0\t8.9.1\t2.fc41\tx86_64\n\ncurl\t0\t8.9.1\t10.fc41\tx86_64\ncurl\t0\t9.0\t1.fc41\ti686\nvim\t2\t9.1\t1.fc41\tnoarch\n",
  "microdnf and tdnf repoquery":
    "curl-8.9.1-2.fc41.x86_64\ncurl-8.9.1-10.fc41.x86_64\ncurl-9.0-1.fc41.i686\nvim-2:9.1-1.fc41.noarch\nLast metadata: now\n",
  "zypper search": [
    '<solvable status="not-installed" name="curl" kind="package" edition="8.9.1-2.fc41" arch="x86_64" repository="oss"/>',
    '<solvable status="installed" name="curl" kind="package" edition="8.9.1-10.fc41" arch="x86_64" repository="up"/>',
    '<solvable status="not-installed" name="curl" kind="patch" edition="99-1" arch="noarch" repository="up"/>',
    '<solvable status="not-installed" name="vim" kind="package" edition="2:9.1-1.fc41" arch="noarch" repository="oss"/>',
  ].join("\n"),
};

for (const [form, output] of Object.entries(FORMS)) {
  test(`the table that ${form} prints, newest versions first`, () => {
    assert.deepEqual(Object.fromEntries(readPackageTable(output, "x86_64")), {
      curl: ["8.9.1-10.fc41", "8.9.1-2.fc41"],
      vim: ["2:9.1-1.fc41"],
    });
  });
}

test("lines that follow no grammar are left out", () => {
  const odd = "a b\t0\t1\t1\tx86_64\nname\tx\t1\t1\tx86_64\nname\t0\t1;id\t1\tx86_64\n-x\t0\t1\t1\tx86_64";
  assert.deepEqual([...readPackageTable(odd, "x86_64")], []);
});

test("how rpm versions are written", () => {
  const texts = (version: string, manager: "rpm" | "zypper") => rpmPins(version, manager, true).map(({ text }) => text);
  assert.deepEqual(texts("8.9.1-2.fc41", "rpm"), ["8.9.1-2.fc41", "8.9.1-*"]);
  assert.deepEqual(texts("2:9.1-1", "rpm"), ["2:9.1-1", "2:9.1-*"]);
  assert.deepEqual(texts("2:9.1-1", "zypper"), ["2:9.1-1", "2:9.1"]);
});

test("a written rpm version may leave out epoch and release", () => {
  for (const written of ["9.1-1", "9.1", "2:9.1-1", "2:9.1", "9.*"]) assert.ok(matchesRpm("2:9.1-1", written), written);
  for (const written of ["9", "1:9.1", "9.1-2"]) assert.ok(!matchesRpm("2:9.1-1", written), written);
});
