import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { KEPT_FOLDER } from "../../../scripts/kept-folder.mjs";
import { billOfHealth } from "../../../server/src/scan/bill.ts";
import { spdxOfBill } from "../../../server/src/scan/formats/spdx.ts";
import { installPrograms, ONE_AT_A_TIME, output } from "../../harness/programs.ts";
import { madePackage, madeReport, NOW } from "../../server/scan/made-up-report.ts";

// The validator of the SPDX project reads our documents.

const VALIDATOR = "spdx-tools==0.8.5";
const folder = mkdtempSync(join(tmpdir(), "seaworthy-spdx-"));
const python = join(KEPT_FOLDER, VALIDATOR);

before(async () => {
  installPrograms({ "/usr/bin/python3": "python3", "/usr/share/doc/python3-venv": "python3-venv" });
  // What is kept may be of a Python that is gone.
  const make = `"$1/bin/pyspdxtools" --help || { /usr/bin/python3 -m venv --clear "$1" && "$1/bin/pip" install --quiet "$2"; }`;
  const [program, ...options] = ONE_AT_A_TIME;
  await output(program, [...options, "sh", "-c", make, "sh", python, VALIDATOR]);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = 'a"b\n\u001b[2J</x> ${y}';

test("a package list in SPDX is valid, whatever an image holds", async () => {
  const packages = [
    madePackage({ name: "zlib1g", version: "1:1.2", licences: ["Zlib"] }),
    madePackage({ name: "curl", version: "7.88+b1", licences: ["MIT", "GPL-2.0-only WITH Classpath-exception-2.0"] }),
    madePackage({
      type: "npm",
      name: "@shop/left-pad",
      version: "",
      licences: ["see file"],
      path: "srv/x/package.json",
    }),
    madePackage({ type: "maven", name: "org.shop:pad", version: "1" }),
    madePackage({ name: HOSTILE, version: HOSTILE, path: HOSTILE, licences: [HOSTILE] }),
  ];
  const report = madeReport(packages, [], { gaps: [{ what: HOSTILE, why: HOSTILE }] });
  for (const name of ["registry.example/shop:1.2@sha256:abc", "image.tar", HOSTILE]) {
    const bill = await billOfHealth({ ...report, image: { ...report.image, name } }, { now: NOW });
    const file = join(folder, "list.spdx.json");
    writeFileSync(file, await spdxOfBill(bill, NOW));
    execFileSync(join(python, "bin/pyspdxtools"), ["--infile", file], { stdio: "inherit" });
  }
});
