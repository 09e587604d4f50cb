import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { billOfHealth } from "../../../server/src/scan/bill.ts";
import { spdxOfBill } from "../../../server/src/scan/formats/spdx.ts";
import { madePackage, madeReport, NOW } from "../../server/scan/made-up-report.ts";

// The validator of the SPDX project reads our documents.

const VALIDATOR = "spdx-tools==0.8.5";
const folder = mkdtempSync(join(tmpdir(), "seaworthy-spdx-"));
const python = join(folder, "python");

before(() => {
  if (spawnSync("python3", ["-c", "import ensurepip"]).status !== 0) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    execFileSync("apt-get", ["install", "-y", "-qq", "python3-venv"], { stdio: "inherit", env: environment });
  }
  execFileSync("python3", ["-m", "venv", python]);
  execFileSync(join(python, "bin/pip"), ["install", "--quiet", VALIDATOR], { stdio: "inherit" });
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
