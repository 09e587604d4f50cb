import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { success } from "../../../server/src/outcome/outcome.ts";
import type { OsQuery } from "../../../server/src/pin/query.ts";
import type { LookupWorld } from "../../../server/src/resolve/resolver.ts";
import { rpmContainer } from "../../../server/src/resolve/resolvers/rpm-container.ts";
import { lookupWorld } from "../../harness/lookup-world.ts";
import { installPrograms } from "../../harness/programs.ts";
import { newShared } from "../../harness/served-files.ts";

installPrograms({ rpmbuild: "rpm", createrepo_c: "createrepo-c", dnf: "dnf", zypper: "zypper" });

const folder = mkdtempSync(join(tmpdir(), "rpm-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const repository = join(folder, "repository");
const VERSIONS = ["1.0-1", "1.0-2", "1.10-1", "1.9-1", "2.0~rc1-1", "1.10^git1-1"];

for (const name of ["repository", "bin", "root/etc/zypp/repos.d", "repos"])
  mkdirSync(join(folder, name), { recursive: true });
for (const each of VERSIONS) {
  const [version = "", release = ""] = each.split("-");
  const spec = `Name: made\nEpoch: 1\nVersion: ${version}\nRelease: ${release}\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%description\nx\n%files\n`;
  writeFileSync(join(folder, "made.spec"), spec);
  const defines = ["--define", `_topdir ${join(folder, "build")}`, "--define", `_rpmdir ${repository}`];
  execFileSync("rpmbuild", ["-bb", ...defines, join(folder, "made.spec")], { stdio: "ignore" });
}
execFileSync("createrepo_c", ["-q", repository], { stdio: "ignore" });
const source = `[made]\nname=made\nbaseurl=file://${repository}\nenabled=1\ngpgcheck=0\n`;
for (const path of ["repos/made.repo", "root/etc/zypp/repos.d/made.repo"]) writeFileSync(join(folder, path), source);

/** A program in front of the real one that lets it see the made repository alone. */
function wrap(program: string, ...options: readonly string[]): void {
  const real = execFileSync("sh", ["-c", 'command -v "$1"', "sh", program], { encoding: "utf8" }).trim();
  const path = join(folder, "bin", program);
  writeFileSync(path, `#!/bin/sh\nexec ${real} ${options.join(" ")} "$@"\n`);
  chmodSync(path, 0o755);
}
wrap(
  "dnf",
  `--setopt=reposdir=${folder}/repos --setopt=cachedir=${folder}/cache --installroot=${folder}/dnf --releasever=1`,
);
wrap("zypper", `--root ${folder}/root --no-gpg-checks`);

/** Runs what a container would run, on this machine. */
const run: LookupWorld["run"] = {
  async run({ args }) {
    const environment = { ...process.env, TMPDIR: folder, PATH: `${join(folder, "bin")}:${process.env.PATH}` };
    const ended = spawnSync("sh", args.slice(args.indexOf("-c")), { env: environment, encoding: "utf8" });
    return success({ status: ended.status ?? 1, output: ended.stdout, errors: ended.stderr });
  },
};

for (const manager of ["rpm", "zypper"] as const) {
  test(`${manager === "rpm" ? "dnf" : "zypper"} tells the newest version of a package, and which ones there are`, async () => {
    const world = lookupWorld({ run, shared: newShared() });
    const reference = { registry: "registry.example", repository: "base", tag: "1", digest: undefined };
    const base = { reference, platform: { os: "linux", arch: "amd64" } };
    const query: OsQuery = { kind: "os", manager, name: "made", base, edits: [], current: "1:1.9-1" };
    const answer = await rpmContainer.resolve(query, world);
    assert.ok(answer.ok, answer.ok ? "" : answer.message);
    assert.equal(answer.pins[0]?.text, "1:2.0~rc1-1");
    const state = { kind: "package", exists: true, candidate: "1:2.0~rc1-1", isOutdated: true, isSecurity: false };
    assert.deepEqual(answer.state, state);
    const gone = await rpmContainer.resolve({ ...query, current: "1:1.8-1" }, world);
    assert.ok(gone.ok && gone.state?.kind === "package" && gone.state.exists === false);
  });
}
