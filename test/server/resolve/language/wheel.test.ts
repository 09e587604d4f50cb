import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsPlace, isOfMusl } from "../../../../server/src/resolve/language/wheel.ts";

const AMD64 = { os: "linux", arch: "amd64" };

/** End of a wheel's name → whether Python 3.11 on linux/amd64 takes it. Oracle: `packaging.tags.sys_tags()` of such a Python. */
const WHEELS: Readonly<Record<string, boolean>> = {
  "py3-none-any": true,
  "py2.py3-none-any": true,
  "py2-none-any": false,
  "py310-none-any": true,
  "py312-none-any": false,
  "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64": true,
  "1-cp311-cp311-musllinux_1_2_x86_64": true,
  "cp311-cp311-linux_x86_64": true,
  "cp310-cp310-manylinux_2_17_x86_64": false,
  "cp312-cp312-manylinux_2_17_x86_64": false,
  "cp38-abi3-manylinux_2_17_x86_64": true,
  "cp312-abi3-manylinux_2_17_x86_64": false,
  "cp311-cp311-manylinux_2_17_aarch64": false,
  "cp311-cp311-win_amd64": false,
  "cp311-cp311-macosx_11_0_universal2": false,
  "py3-none-win32.win_amd64": false,
  "py3-none-macosx_10_9_x86_64.manylinux1_x86_64": true,
  "pp311-pypy311_pp73-manylinux_2_17_x86_64": false,
};

for (const [end, expected] of Object.entries(WHEELS)) {
  test(`a wheel of Python 3.11 for amd64: ${end}`, () => {
    assert.equal(fitsPlace(`a_b-1.0+cpu-${end}.whl`, { runtime: "3.11.7", platform: AMD64, isMusl: false }), expected);
  });
}

test("a wheel of another platform, and one for what is not known", () => {
  const name = (end: string) => `a-1.0-cp311-cp311-${end}.whl`;
  const fits = (end: string, os: string, arch: string) =>
    fitsPlace(name(end), { runtime: "3.11", platform: { os, arch }, isMusl: false });
  assert.equal(fits("manylinux_2_28_aarch64", "linux", "arm64"), true);
  assert.equal(fits("linux_armv7l", "linux", "arm"), true);
  assert.equal(fits("manylinux1_i686", "linux", "386"), true);
  assert.equal(fits("manylinux_2_28_s390x", "linux", "s390x"), true);
  assert.equal(fits("win_amd64", "windows", "amd64"), true);
  assert.equal(fitsPlace(name("win_amd64"), { runtime: undefined, platform: undefined, isMusl: false }), true);
  assert.equal(fitsPlace("a-1.0.tar.gz", { runtime: "3.11", platform: AMD64, isMusl: true }), true);
});

test("a wheel for glibc is none for Alpine", () => {
  const fits = (end: string, isMusl: boolean) =>
    fitsPlace(`a-1.0-cp311-cp311-${end}.whl`, { runtime: "3.11", platform: AMD64, isMusl });
  assert.equal(fits("manylinux_2_17_x86_64", true), false);
  assert.equal(fits("musllinux_1_2_x86_64", true), true);
  assert.equal(fits("manylinux_2_17_x86_64.musllinux_1_2_x86_64", true), true);
  assert.equal(fits("manylinux_2_17_x86_64", false), true);
  assert.equal(fits("any", true), true);
});

test("images of Alpine are told by their names", () => {
  const told = (repository: string, tag: string) =>
    isOfMusl({ registry: "docker.io", repository, tag, digest: undefined });
  assert.equal(told("library/python", "3.12-alpine3.20"), true);
  assert.equal(told("library/alpine", "3.20"), true);
  assert.equal(told("team/base-alpine", "1.0"), true);
  assert.equal(told("library/python", "3.12-slim"), false);
  assert.equal(told("library/python", "3.12"), false);
});
