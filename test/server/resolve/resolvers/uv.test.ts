import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const COMPILE = "uv pip compile --quiet --no-config --no-deps --no-build --no-header --no-annotate";

test("uv compiles the one requirement without building anything or fetching a Python", async () => {
  const command = `${COMPILE} --python-version=3.9 --python-platform=x86_64-unknown-linux-gnu -`;
  const asked = fakeWorld({ commands: { [command]: "numpy==2.0.2\n" }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("uv", "numpy", { base: "python:3.9", range: ">=1" }), asked)), "2.0.2");
  assert.equal(asked.started[0]?.input, "numpy>=1\n");
  assert.equal(asked.started[0]?.environment?.UV_PYTHON_DOWNLOADS, "never");
});

test("uv asks for the processor of the image, and says where it had to take this machine's Python", async () => {
  const { base = assert.fail() } = query("uv", "numpy", { base: "debian:12" });
  const command = `${COMPILE} --python-platform=aarch64-unknown-linux-gnu -`;
  const asked = fakeWorld({ commands: { [command]: "numpy==2.0.2\n" }, settings: { order: ["tool"] } });
  const platform = { os: "linux", arch: "arm64" };
  assert.equal(
    shown(await resolved({ ...query("uv", "numpy"), base: { ...base, platform } }, asked)),
    "2.0.2 | The base image does not say its Python: uv took that of this machine.",
  );
});

test("uv is told of musl where the image is one of Alpine", async () => {
  const command = `${COMPILE} --python-version=3.9 --python-platform=x86_64-unknown-linux-musl -`;
  const asked = fakeWorld({ commands: { [command]: "numpy==2.0.1\n" }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("uv", "numpy", { base: "python:3.9-alpine" }), asked)), "2.0.1");
});

test("uv is told of an older glibc than the one that it takes Linux to have", async () => {
  const command = `${COMPILE} --python-version=3.7 --python-platform=x86_64-manylinux2014 -`;
  const asked = fakeWorld({ commands: { [command]: "numpy==1.21.6\n" }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("uv", "numpy", { base: "python:3.7-stretch" }), asked)), "1.21.6");
});

test("uv is told of indexes besides the standard one", async () => {
  const platform = "--python-version=3.9 --python-platform=x86_64-unknown-linux-gnu";
  const command = `${COMPILE} ${platform} --index=https://a.example/simple -`;
  const asked = fakeWorld({ commands: { [command]: "numpy==2.0.2\n" } });
  const beside = { base: "python:3.9", sources: ["https://a.example/simple"], isBeside: true } as const;
  assert.equal(shown(await resolved(query("uv", "numpy", beside), asked)), "2.0.2");
});

test("uv takes the versions of the first index that has the name, and the standard one is the last", async () => {
  const files = (...versions: readonly string[]) => ({
    files: versions.map((version) => ({ filename: `caulk-${version}-py3-none-any.whl` })),
  });
  const urls = {
    "https://own.example/simple/caulk/": files("2.0", "1.0"),
    "https://more.example/simple/caulk/": files("1.1"),
    "https://own.example/simple/other/": files("3.0"),
  };
  const sources = ["https://own.example/simple", "https://more.example/simple"];
  const asked = (name: string, manager = "uv") =>
    resolved(query(manager, name, { base: "python:3.9", sources }), fakeWorld({ urls }));
  assert.equal(shown(await asked("caulk")), "1.1");
  assert.equal(shown(await asked("other")), "3.0");
  assert.equal(shown(await asked("caulk", "pip")), "2.0");
});

test("pip, which would take the highest version of all, is not asked for uv where there are more indexes", async () => {
  const command = "pip index versions --pre --python-version=3.9 --extra-index-url=https://a.example/simple -- numpy";
  const asked = fakeWorld({ commands: { [command]: "Available versions: 2.0.2\n" }, settings: { order: ["tool"] } });
  const beside = { base: "python:3.9", sources: ["https://a.example/simple"], isBeside: true } as const;
  assert.equal(shown(await resolved(query("uv", "numpy", beside), asked)), "unsupported: uv is not on this machine.");
  assert.equal(shown(await resolved(query("pip", "numpy", beside), asked)), "2.0.2");
});

test("uv itself passes over what is too new", async () => {
  const command = `${COMPILE} --python-version=3.9 --python-platform=x86_64-unknown-linux-gnu --exclude-newer=2026-01-28T00:00:00.000Z -`;
  const asked = fakeWorld({
    commands: { [command]: "numpy==2.0.1\n" },
    settings: { order: ["tool"], minimumReleaseAgeDays: 3 },
  });
  assert.equal(shown(await resolved(query("uv", "numpy", { base: "python:3.9" }), asked)), "2.0.1");
});

test("a name that no index of uv has is said to be unknown", async () => {
  const command = `${COMPILE} --python-platform=x86_64-unknown-linux-gnu -`;
  const errors =
    "error: No solution found\n  Because numpyy was not found in the package registry and you require it\n";
  const asked = fakeWorld({ commands: { [command]: { status: 1, errors } }, settings: { order: ["tool"] } });
  const answer = await resolved(query("uv", "numpyy"), asked);
  // What pip says comes last; here there is none.
  assert.equal(shown(answer), "unsupported: pip is not on this machine.");
});
