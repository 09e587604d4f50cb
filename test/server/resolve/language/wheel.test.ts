import assert from "node:assert/strict";
import { test } from "node:test";
import { libcOf } from "../../../../server/src/resolve/language/libc.ts";
import { fitsPlace, linuxTags } from "../../../../server/src/resolve/language/wheel.ts";

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
    assert.equal(
      fitsPlace(`a_b-1.0+cpu-${end}.whl`, { runtime: "3.11.7", platform: AMD64, libc: undefined }),
      expected,
    );
  });
}

test("a wheel of another platform, and one for what is not known", () => {
  const name = (end: string) => `a-1.0-cp311-cp311-${end}.whl`;
  const fits = (end: string, os: string, arch: string) =>
    fitsPlace(name(end), { runtime: "3.11", platform: { os, arch }, libc: undefined });
  assert.equal(fits("manylinux_2_28_aarch64", "linux", "arm64"), true);
  assert.equal(fits("linux_armv7l", "linux", "arm"), true);
  assert.equal(fits("manylinux1_i686", "linux", "386"), true);
  assert.equal(fits("manylinux_2_28_s390x", "linux", "s390x"), true);
  assert.equal(fits("win_amd64", "windows", "amd64"), true);
  assert.equal(fitsPlace(name("win_amd64"), { runtime: undefined, platform: undefined, libc: undefined }), true);
  assert.equal(fitsPlace("a-1.0.tar.gz", { runtime: "3.11", platform: AMD64, libc: "musl" }), true);
});

test("a wheel for glibc is none for Alpine, and one for a newer glibc none for an older", () => {
  const fits = (end: string, libc: "musl" | number | undefined) =>
    fitsPlace(`a-1.0-cp311-cp311-${end}.whl`, { runtime: "3.11", platform: AMD64, libc });
  assert.equal(fits("manylinux_2_17_x86_64", "musl"), false);
  assert.equal(fits("musllinux_1_2_x86_64", "musl"), true);
  assert.equal(fits("manylinux_2_17_x86_64.musllinux_1_2_x86_64", "musl"), true);
  assert.equal(fits("any", "musl"), true);
  assert.equal(fits("musllinux_1_2_x86_64", 36), false);
  assert.equal(fits("manylinux_2_28_x86_64", 28), true);
  assert.equal(fits("manylinux_2_28_x86_64", 24), false);
  assert.equal(fits("manylinux_2_28_x86_64.manylinux_2_17_x86_64", 24), true);
  assert.equal(fits("manylinux2014_x86_64", 17), true);
  assert.equal(fits("manylinux2014_x86_64", 12), false);
  assert.equal(fits("linux_x86_64", 17), true);
  assert.equal(fits("manylinux_2_39_x86_64", undefined), true);
});

test("the tags that a tool is told", () => {
  const told = linuxTags(AMD64, 17);
  for (const tag of ["manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64", "linux_x86_64"])
    assert.ok(told.includes(tag), tag);
  assert.ok(told.every((tag) => !tag.startsWith("musl") && tag !== "manylinux_2_18_x86_64"));
  assert.ok(linuxTags({ os: "linux", arch: "arm64" }, "musl").includes("musllinux_1_2_aarch64"));
  assert.ok(linuxTags(AMD64, "musl").every((tag) => !tag.startsWith("many")));
  assert.ok(
    ["manylinux_2_41_x86_64", "musllinux_1_2_x86_64"].every((tag) => linuxTags(AMD64, undefined).includes(tag)),
  );
  assert.deepEqual(linuxTags({ os: "windows", arch: "amd64" }, undefined), []);
});

test("the C library of an image is told by its name and tag", () => {
  const told = (repository: string, tag: string) =>
    libcOf({ registry: "docker.io", repository, tag, digest: undefined });
  assert.equal(told("library/python", "3.12-alpine3.20"), "musl");
  assert.equal(told("library/alpine", "3.20"), "musl");
  assert.equal(told("team/base-alpine", "1.0"), "musl");
  assert.equal(told("library/python", "3.12-slim-bookworm"), 36);
  assert.equal(told("library/python", "3.7-stretch"), 24);
  assert.equal(told("library/ubuntu", "20.04"), 31);
  assert.equal(told("library/debian", "buster-slim"), 28);
  assert.equal(told("library/rockylinux", "9.3"), 34);
  assert.equal(told("library/centos", "7"), 17);
  assert.equal(told("library/amazonlinux", "2"), 26);
  assert.equal(told("library/python", "3.12-slim"), undefined);
  assert.equal(told("team/base", "1.0"), undefined);
});
