import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { composerOrder } from "../../../../server/src/knowledge/versions/composer.ts";
import { condaOrder } from "../../../../server/src/knowledge/versions/conda.ts";
import { luarocksOrder } from "../../../../server/src/knowledge/versions/luarocks.ts";
import { nugetOrder } from "../../../../server/src/knowledge/versions/nuget.ts";
import type { VersionOrder } from "../../../../server/src/knowledge/versions/version-order.ts";

/** What a table says of one order. */
interface Rows {
  readonly order: VersionOrder;
  /** Oldest first; versions that are equal stand in one word with `=`. */
  readonly ascending: string;
  readonly prereleases?: string;
  readonly noVersions: readonly string[];
  /** `version range` → whether it is in it; undefined: no range. */
  readonly ranges: Readonly<Record<string, boolean | undefined>>;
}

const TABLE: Readonly<Record<string, Rows>> = {
  // The order of stabilities and the examples of constraints are those of Composer's manual.
  Composer: {
    order: composerOrder,
    ascending:
      "1.0-dev 1.0.0-alpha1 1.0-alpha.2 1.0b1=1.0-beta1 1.0-RC1 1.0-RC2 1.0.0=1.0=v1.0.0.0=1.0-stable 1.0-p1=1.0-patch1 1.0-pl2 1.0.0.1 1.2 1.10 2.0",
    prereleases: "1.0-dev 1.0-alpha1 1.0b1 1.0-RC1",
    noVersions: ["dev-main", "1.x-dev", "", "1.2.3.4.5", "1.0 ", "1.0;ls", "1.0-beta-gamma"],
    ranges: {
      "1.2.3 ^1.2.3": true,
      "1.9.0 ^1.2.3": true,
      "2.0.0 ^1.2.3": false,
      "2.0.0-beta1 ^1.2.3": false,
      "0.3.9 ^0.3": true,
      "0.4.0 ^0.3": false,
      "0.0.4 ^0.0.3": false,
      "1.9 ~1.2": true,
      "2.0 ~1.2": false,
      "1.2.9 ~1.2.3": true,
      "1.3.0 ~1.2.3": false,
      "1.5 ~1": true,
      "1.0.5 1.0.*": true,
      "1.1.0 1.0.*": false,
      "1.5 >=1.0 <2.0": true,
      "1.5 >= 1.0, < 1.5": false,
      "8.3.0 ^7.4 || ^8.0": true,
      "8.3.0 ^7.4|8.3.0": true,
      "1.9.9 1.0 - 2.0": true,
      "2.0.9 1.0 - 2.0": true,
      "2.1.0 1.0 - 2.0": false,
      "2.0.1 1.0.0 - 2.0.0": false,
      "1.1 !=1.1": false,
      "1.1 1.1": true,
      "1.1 >=1.0@beta": true,
      "1.1 *": true,
      "1.5 >1.4": true,
      "1.4 >1.4": false,
      "0.9 ^0": true,
      "1.0 ^0": false,
      "1.5 ~v1": true,
      "1.5 ~1-beta1": true,
      "2.0 ~1-beta1": false,
      "1.2-alpha1 >=1.2-beta1": false,
      "1.2-beta2 <1.2-beta3": true,
      "1.5 =1.5": true,
      "1.5 =1.*": undefined,
      "1.5 =>1.4": undefined,
      "1.1 dev-main": undefined,
      "1.1 >=x": undefined,
    },
  },
  // Examples of NuGet's documentation, "Package versioning", and of semver.org, 11.
  NuGet: {
    order: nugetOrder,
    ascending:
      "1.0.0-alpha 1.0.0-alpha.1 1.0.0-ALPHA.beta=1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0=1.0.0=1.0.0.0=1.0.0+build 1.0.0.1 1.0.1 1.1 1.10",
    prereleases: "1.0.0-alpha 1.0-rc.1",
    noVersions: ["", "v1.0", "1.0.0.0.0", "1.0-", "[1.0]", "1.0 "],
    ranges: {
      "1.0 [1.0]": true,
      "1.0.0 (1.0,2.0)": false,
      "1.5 (1.0,2.0)": true,
      "2.0 [1.0,2.0)": false,
      "2.0 [1.0,2.0]": true,
      "0.1 (,1.0]": true,
      "9.0 (1.0,)": true,
      "1.2.9 1.2.*": true,
      "1.3.0 1.2.*": false,
      "1.3.0 *": true,
      "1.3.0 1.0": true,
      "1 1.0.*": true,
      "1 1.1.*": false,
      "1.3.0 latest": undefined,
      "1.3.0 [a,b]": undefined,
    },
  },
  // The list of conda's own documentation of VersionOrder.
  conda: {
    order: condaOrder,
    ascending:
      "0.4=0.4.0 0.4.1.rc=0.4.1.RC 0.4.1 0.5a1 0.5b3 0.5C1 0.5 0.9.6 0.960923 1.0 1.1dev1 1.1a1 1.1.0dev1=1.1.dev1 1.1.a1 1.1.0rc1 1.1.0=1.1 1.1.0post1=1.1.post1 1.1post1 1996.07.12 1!0.4.1 1!3.1.1.6 2!0.4.1",
    noVersions: ["", "1.0 ", "*", "1.0;x"],
    ranges: {
      "1.5 >=1,<2": true,
      "2.0 >=1,<2": false,
      "1.2.3 =1.2": true,
      "1.20 =1.2": false,
      "1.2.3 1.2.*": true,
      "1.2 ==1.2": true,
      "1.2.1 ==1.2": false,
      "1.4 1.2|1.4": true,
      "1.4.9 ~=1.4.2": true,
      "1.5.0 ~=1.4.2": false,
      "1.4 ==1.4.*": true,
      "1.4.1 ==1.4.*": false,
      "1.5 >1.4": true,
      "1.4 <=1.4": true,
      "1.4 =>1.4": undefined,
      "1.1.1w =1.1.1": true,
      "9e =9": true,
      "1.1.10 =1.1.1": false,
      "1.2rc1 =1.2": true,
      "1!1.2 =1.2": false,
      "1.2+cu118 =1.2": true,
      "1.2+cu118 =1.2+cu": true,
      "1.2 =1.2+cu": false,
      "1.4 !=1.4": false,
      "1.4.1 !=1.4.*": false,
      "1.4 *": true,
      "1.4 >=$X": undefined,
    },
  },
  // LuaRocks has no written order: these are what its `vers` compares.
  LuaRocks: {
    order: luarocksOrder,
    ascending: "1.0alpha-1 1.0beta2-1 1.0rc1-1 1.0-1 1.0-2 1.0a-1 1.0b-1 1.0.1-1 1.9-1 1.10-1 scm-1 dev-1",
    prereleases: "scm-1 dev-1 1.0rc1-1 1.0beta2-1",
    noVersions: ["", "1.0 -1", "1.0-x"],
    ranges: { "1.0-1 >=1": undefined, "1.0-1 1.0": true, "1.0.1-1 1.0": false },
  },
};

for (const [name, { order, ascending, prereleases = "", noVersions, ranges }] of Object.entries(TABLE)) {
  describe(`versions of ${name}`, () => {
    it("compare as the ecosystem says", () => {
      const groups = ascending.split(" ").map((group) => group.split("="));
      const wrong = groups.flatMap((group, place) =>
        groups.flatMap((other, otherPlace) =>
          group.flatMap((a) =>
            other
              .filter((b) => Math.sign(order.compare(a, b)) !== Math.sign(place - otherPlace))
              .map((b) => `${a} ${b}: ${order.compare(a, b)}`),
          ),
        ),
      );
      assert.deepEqual(wrong, []);
    });
    it("are told from other words", () => {
      const versions = ascending.split(/[ =]/);
      assert.deepEqual(
        versions.filter((text) => !order.isVersion(text)),
        [],
      );
      assert.deepEqual(
        noVersions.filter((text) => order.isVersion(text)),
        [],
      );
    });
    it("are final or not", () => {
      const written = prereleases.split(" ").filter((version) => version !== "");
      assert.deepEqual(
        written.filter((version) => !order.isPrerelease(version)),
        [],
      );
      assert.equal(order.isPrerelease("1.0"), false);
    });
    it("are in a range or not", () => {
      for (const [row, expected] of Object.entries(ranges)) {
        const blank = row.indexOf(" ");
        assert.equal(order.satisfies(row.slice(0, blank), row.slice(blank + 1)), expected, row);
      }
    });
  });
}
