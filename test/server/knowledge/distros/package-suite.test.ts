import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isForeign, suiteOfVersion } from "../../../../server/src/knowledge/distros/package-suite.ts";

const rows: Readonly<Record<string, string | undefined>> = {
  "1.1.1n-0+deb11u3": "debian 11 +deb11u3",
  "3.0.15-1~deb12u1": "debian 12 ~deb12u1",
  "7.88.1-10": undefined,
  "2.39.2-1~bpo11+1": undefined,
  "8.2.1-1ubuntu3.3": undefined,
  "7.81.0-1ubuntu1.16": undefined,
  "3.0.2-0ubuntu0.22.04.1": "ubuntu 22.04 ubuntu0.22.04",
  "24.0.5-0ubuntu1~20.04.1": "ubuntu 20.04 ubuntu1~20.04",
  "8.9.1-2.fc42": "fedora 42 .fc42",
  "2.4.57-8.el9": "el 9 .el9",
  "2.4.37-47.module+el8.6.0": undefined,
  "4.18.0-305.el8_6.x86_64": "el 8 .el8",
  "2.4.59-1.amzn2023": "amazon 2023 .amzn2023",
};

describe("the release in a package version", () => {
  for (const [version, expected] of Object.entries(rows)) {
    it(`${version}: ${expected ?? "none"}`, () => {
      const suite = suiteOfVersion(version);
      assert.equal(suite && `${suite.distribution} ${suite.series} ${suite.mark}`, expected);
    });
  }

  it("is foreign to another series, and to a distribution that never takes such packages", () => {
    const debian11 = { distribution: "debian", series: "11", mark: "" } as const;
    assert.equal(isForeign(debian11, "debian", "12"), true);
    assert.equal(isForeign(debian11, "debian", "11"), false);
    assert.equal(isForeign(debian11, "ubuntu", "24.04"), false);
    const ubuntu = { distribution: "ubuntu", series: "22.04", mark: "" } as const;
    assert.equal(isForeign(ubuntu, "debian", "12"), true);
    const fedora = { distribution: "fedora", series: "42", mark: "" } as const;
    assert.equal(isForeign(fedora, "el", "9"), true);
    assert.equal(isForeign(fedora, "amazon", "2023"), true);
    const el = { distribution: "el", series: "9", mark: "" } as const;
    assert.equal(isForeign(el, "amazon", "2023"), false);
    assert.equal(isForeign(el, "fedora", "42"), true);
  });
});
