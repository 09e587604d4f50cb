import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placed } from "../../../../server/src/engine/image/placed-report.ts";
import { unrecognisedBy } from "../../../../server/src/scan/package.ts";
import { inventoryOf, type LayerText } from "../../../harness/saved-image.ts";
import { madeReport } from "../../scan/made-up-report.ts";

const PROGRAM = { "usr/local/bin/readme": "x" };
const DPKG = { "var/lib/dpkg/status": "Package: curl\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n" };
const UNKNOWN = "operating system: Grype did not recognise it, so its packages were not looked at";

/** What the image holds, and what is said of its distribution when another scanner recognised none; `!`: it fails the run. */
const IMAGES: Readonly<Record<string, readonly [LayerText, string]>> = {
  "that has none": [PROGRAM, "operating system: no os-release says which it is"],
  "that has one": [{ "etc/os-release": "ID=other\n" }, `!${UNKNOWN}`],
  "that has packages of one": [DPKG, `!${UNKNOWN}`],
  "whose list of packages cannot be read": [{ "var/lib/rpm/rpmdb.sqlite": "x" }, `!${UNKNOWN}`],
};

describe("the distribution that another scanner did not recognise in an image", () => {
  for (const [title, [layer, said]] of Object.entries(IMAGES))
    it(title, async () => {
      const { image, ...report } = madeReport([], [], { gaps: [unrecognisedBy("Grype")], os: undefined });
      const listed = { name: "shop:1", identity: image, inventory: await inventoryOf(layer) };
      const { gaps } = placed({ ...report, image }, listed);
      assert.deepEqual(
        gaps.map(({ what, why, isInherent }) => `${isInherent ? "" : "!"}${what}: ${why}`),
        [said],
      );
    });
});
