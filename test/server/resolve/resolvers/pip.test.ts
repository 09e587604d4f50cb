import assert from "node:assert/strict";
import { test } from "node:test";
import { stepsOf } from "../../../../server/src/resolve/language/steps.ts";
import { fakeWorld, query, resolved, shown } from "../language/fake-world.ts";

const INDEX = "https://index.example/simple";

/** In the form of PEP 691, with the fields of PEP 700. */
const NUMBERS = {
  meta: { "api-version": "1.1" },
  name: "numbers-py",
  files: [
    file("numbers_py-1.0-py3-none-any.whl", { "requires-python": ">=3.6", "upload-time": "2025-01-01T00:00:00Z" }),
    file("numbers-py-1.0.tar.gz", { "requires-python": ">=3.6", "upload-time": "2025-01-02T00:00:00Z" }),
    file("numbers_py-1.5-py3-none-any.whl", { "requires-python": ">=3.8", "upload-time": "2025-06-01T00:00:00Z" }),
    file("numbers_py-1.9rc1-py3-none-any.whl", { "requires-python": ">=3.6", "upload-time": "2025-07-01T00:00:00Z" }),
    file("numbers_py-1.6.tar.gz", { yanked: "wrong sums", "upload-time": "2025-07-01T00:00:00Z" }),
    file("numbers_py-2.0-cp312-cp312-manylinux_2_28_x86_64.whl", {
      "requires-python": ">=3.10",
      "upload-time": "2026-01-30T00:00:00Z",
    }),
    file("numbers_py-2.1rc1-py3-none-any.whl", { "requires-python": ">=3.10" }),
  ],
};

function file(filename: string, rest: object): object {
  return { filename, url: `https://files.example/${filename}`, hashes: {}, ...rest };
}

const world = (settings = {}) =>
  fakeWorld({
    urls: { [`${INDEX}/numbers-py/`]: NUMBERS },
    settings: { indexes: new Map([["pip", INDEX]]), ...settings },
  });

test("the highest final release that the Python of the base image may use", async () => {
  const asked = (base: string) => resolved(query("pip", "Numbers_Py", { base }), world());
  assert.equal(shown(await asked("python:3.12-slim")), "2.0");
  assert.equal(shown(await asked("python:3.9")), "1.5");
  assert.equal(shown(await asked("python:3.6.15-alpine")), "1.0");
  assert.equal(shown(await asked("python:2.7")), "not-found: Numbers_Py has no release for python 2.7.");
});

test("pip says the same of an index that it does not reach, so it is no answer", async () => {
  const command = "pip index versions --pre --python-version=3.12 -- six";
  const errors = "ERROR: No matching distribution found for six\n";
  const asked = fakeWorld({ commands: { [command]: { status: 1, errors } }, settings: { order: ["tool"] } });
  const answer = await stepsOf(query("pip", "six", { base: "python:3.12" }), asked.settings)[0]?.resolve(asked);
  assert.equal(answer && shown(answer), "unreachable: pip finds no six: there is none, or its index does not answer.");
});

test("where nothing fits the Python, the constraint is not what is wrong", async () => {
  assert.equal(
    shown(await resolved(query("pip", "numbers-py", { base: "python:2.7", range: ">=1" }), world())),
    "not-found: numbers-py has no release for python 2.7 that fits >=1.",
  );
});

test("a base image that does not say its Python is a caveat", async () => {
  assert.equal(
    shown(await resolved(query("pip", "numbers-py", { base: "debian:12" }), world())),
    "2.0 | The base image does not say its python; 2.0 wants >=3.10.",
  );
});

test("the Python that the file tells of goes before that of the base image", async () => {
  const asked = (version?: string) =>
    resolved(
      query("pip", "numbers-py", { base: "python:3.12", runtime: version === undefined ? {} : { version } }),
      world(),
    );
  assert.equal(shown(await asked("3.8")), "1.5");
  assert.equal(shown(await asked()), "2.0 | The base image does not say its python; 2.0 wants >=3.10.");
});

test("an image that is made for Python and says nothing gives no pin", async () => {
  const answer = await resolved(query("pip", "numbers-py", { base: "python:3" }), world({ order: ["index"] }));
  assert.match(
    shown(answer),
    /^unreachable: docker\.io\/library\/python:3 could not be asked .*: write it in the tag\.$/,
  );
});

test("a release that refuses later patch releases of a Python does not fit", async () => {
  const files = [
    file("numbers_py-3.0-py3-none-any.whl", { "requires-python": ">=3.6,<=3.9" }),
    file("numbers_py-2.0-py3-none-any.whl", { "requires-python": ">=3.6,<3.10" }),
  ];
  const asked = fakeWorld({
    urls: { [`${INDEX}/numbers-py/`]: { files } },
    settings: { indexes: new Map([["pip", INDEX]]) },
  });
  const runtime = (version: string) => ({ base: "debian:11", runtime: { version } });
  assert.equal(shown(await resolved(query("pip", "numbers-py", runtime("3.9")), asked)), "2.0");
  assert.equal(shown(await resolved(query("pip", "numbers-py", runtime("3.9.0")), asked)), "3.0");
});

test("a yanked release is no candidate, but is still there for those who name it", async () => {
  const answer = await resolved(query("pip", "numbers-py", { range: "<2", current: "1.6" }), world());
  assert.equal(answer.ok && answer.pins[0]?.text, "1.5");
  assert.equal(answer.ok && answer.state?.kind === "package" && answer.state.exists, true);
});

test("a pin takes what pip takes for it", async () => {
  const state = async (current: string) => {
    const answer = await resolved(query("pip", "numbers-py", { current, base: "python:3.12" }), world());
    return answer.ok && answer.state?.kind === "package" ? [answer.state.exists, answer.state.isOutdated] : "none";
  };
  assert.deepEqual(await state("1.*"), [true, true]);
  assert.deepEqual(await state("2.0.0"), [true, false]);
  assert.deepEqual(await state("1.4"), [false, true]);
  assert.deepEqual(await state("$VERSION"), [undefined, false]);
});

test("a build of somebody's own is raised to no other one, and may be where nobody looked", async () => {
  const files = ["2.1.0+cpu", "2.2.0+cpu", "2.3.0"].map((version) => file(`caulk-${version}-py3-none-any.whl`, {}));
  const asked = fakeWorld({
    urls: { [`${INDEX}/caulk/`]: { files } },
    settings: { indexes: new Map([["pip", INDEX]]) },
  });
  const state = async (current: string) => {
    const answer = await resolved(query("pip", "caulk", { current, base: "python:3.12" }), asked);
    return answer.ok && answer.state?.kind === "package"
      ? [answer.state.exists, answer.state.isOutdated, answer.state.candidate]
      : "none";
  };
  assert.deepEqual(await state("2.1.0+cpu"), [true, false, "2.3.0"]);
  assert.deepEqual(await state("2.0.0+cu118"), [undefined, false, "2.3.0"]);
  assert.deepEqual(await state("2.1.0"), [true, true, "2.3.0"]);
});

test("a release that is too new is passed over", async () => {
  const answer = await resolved(
    query("pip", "numbers-py", { base: "python:3.12" }),
    world({ minimumReleaseAgeDays: 3 }),
  );
  assert.equal(shown(answer), "1.5 | 2.0 is passed over: it is too new");
});

test("what a release demands is said by a file that is not yanked", async () => {
  const files = [
    file("numbers_py-3.0-1-py3-none-any.whl", { "requires-python": ">=3.6", yanked: true }),
    file("numbers_py-3.0-2-py3-none-any.whl", { "requires-python": ">=3.12" }),
    file("numbers_py-2.0-py3-none-any.whl", { "requires-python": ">=3.6" }),
  ];
  const asked = fakeWorld({
    urls: { [`${INDEX}/numbers-py/`]: { files } },
    settings: { indexes: new Map([["pip", INDEX]]) },
  });
  assert.equal(shown(await resolved(query("pip", "numbers-py", { base: "python:3.9" }), asked)), "2.0");
});

test("a release whose wheels are all for others is passed over, unless its source is there", async () => {
  const wheel = (version: string, tags: string) => file(`numbers_py-${version}-${tags}.whl`, {});
  const asked = async (base: string, ...files: readonly object[]) => {
    const urls = { [`${INDEX}/numbers-py/`]: { files } };
    const here = fakeWorld({ urls, settings: { indexes: new Map([["pip", INDEX]]), order: ["index"] } });
    return shown(await resolved(query("pip", "numbers-py", { base }), here));
  };
  const older = wheel("1.0", "cp312-cp312-manylinux_2_28_x86_64");
  assert.equal(await asked("python:3.12", older, wheel("1.1", "cp312-cp312-win_amd64")), "1.0");
  // As the index of PyTorch has them: one version for each processor.
  assert.equal(await asked("python:3.12", older, wheel("1.0+cpu", "cp312-cp312-manylinux_2_28_aarch64")), "1.0");
  assert.equal(await asked("python:3.12", older, wheel("1.1", "cp313-cp313-manylinux_2_28_x86_64")), "1.0");
  assert.equal(
    await asked("python:3.12", older, wheel("1.1", "cp312-cp312-win_amd64"), file("numbers-py-1.1.tar.gz", {})),
    "1.1",
  );
  assert.equal(await asked("python:3.11", older), "not-found: numbers-py has no release for python 3.11.");
});

test("a release whose wheels are all for a newer glibc, without a source, is passed over", async () => {
  const wheel = (version: string, platform: string) => file(`caulk-${version}-py3-none-${platform}_x86_64.whl`, {});
  const files = [wheel("1.0", "manylinux_2_17"), wheel("2.0", "manylinux_2_28"), wheel("3.0", "manylinux_2_39")];
  const asked = fakeWorld({
    urls: { [`${INDEX}/caulk/`]: { files } },
    settings: { indexes: new Map([["pip", INDEX]]) },
  });
  const of = async (base: string) => shown(await resolved(query("pip", "caulk", { base }), asked));
  assert.equal(await of("python:3.7-slim-stretch"), "1.0");
  assert.equal(await of("python:3.12-slim-bookworm"), "2.0");
  assert.equal(await of("python:3.13-slim-trixie"), "3.0");
  assert.equal(await of("python:3.12-slim"), "3.0");
});

test("the pip of this machine is told of the platform of the image", async () => {
  const command = "pip index versions --pre --python-version=3.7 -- caulk";
  const asked = fakeWorld({ commands: { [command]: "Available versions: 1.0\n" }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("pip", "caulk", { base: "python:3.7-slim-stretch" }), asked)), "1.0");
  const told = asked.started[0]?.environment?.PIP_PLATFORM?.split(" ");
  assert.ok(told?.includes("manylinux_2_24_x86_64") && !told.includes("manylinux_2_25_x86_64"));
  const { ok } = await resolved(query("pip", "caulk"), asked);
  assert.deepEqual([ok, asked.started[1]?.environment?.PIP_PLATFORM], [false, undefined]);
});

test("names are written in several ways in front of a version, and a broken list is none", async () => {
  const asked = async (body: unknown) => {
    const urls = { [`${INDEX}/ship-caulk/`]: body };
    const settings = { indexes: new Map([["pip", INDEX]]), order: ["index" as const] };
    return shown(await resolved(query("pip", "ship--caulk"), fakeWorld({ urls, settings })));
  };
  assert.equal(await asked({ files: [file("ship_caulk-1.0.tar.gz", {}), file("ship-caulk-1.1.zip", {})] }), "1.1");
  assert.equal(
    await asked({ files: [file("ship--caulk-1.2.tar.gz", {}), file("caulk.tar.gz", {}), file("caulk.exe", {})] }),
    "1.2",
  );
  assert.equal(
    await asked(new TextEncoder().encode('{"files":[')),
    "malformed: index.example answered something that is not JSON.",
  );
});

test("an index that has only HTML is read too", async () => {
  const html = `<!DOCTYPE html><html><head><meta name="x" content="y"><title>Links</title></head><body>
    <a href="/numbers-py-1.0.tar.gz#sha256=00" data-requires-python="&gt;=3.6">numbers-py-1.0.tar.gz</a><br/>
    <a href="/numbers-py-1.1.tar.gz" data-yanked="">numbers-py-1.1.tar.gz</a><br>
    <a href="/numbers-py-1.2.tar.gz" data-requires-python="&gt;=3.12">numbers-py-1.2.tar.gz</a>
    <script>count("visits")</script></body></html>`;
  const asked = fakeWorld({
    urls: { [`${INDEX}/numbers-py/`]: html },
    settings: { indexes: new Map([["pip", INDEX]]) },
  });
  assert.equal(shown(await resolved(query("pip", "numbers-py", { base: "python:3.9" }), asked)), "1.0");
});

test("pip itself is asked for the Python of the base image, with the indexes of the RUN", async () => {
  const command = "pip index versions --pre --python-version=3.9 --index-url=https://a.example/simple -- numbers-py";
  const output = "numbers-py (2.0rc1)\nAvailable versions: 2.0rc1, 1.5, 1.0\n";
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  const sources = ["https://a.example/simple"];
  assert.equal(shown(await resolved(query("pip", "numbers-py", { base: "python:3.9", sources }), asked)), "1.5");
});

test("indexes besides the standard one are nothing without it: pip, which knows that one, is told of them", async () => {
  const command =
    "pip index versions --pre --python-version=3.9 --extra-index-url=https://a.example/simple -- numbers-py";
  const output = "numbers-py (1.5)\nAvailable versions: 1.5, 1.0\n";
  const urls = { "https://a.example/simple/numbers-py/": { files: [{ filename: "numbers_py-0.1-py3-none-any.whl" }] } };
  const asked = fakeWorld({ commands: { [command]: output }, urls, settings: { order: ["index", "tool"] } });
  const beside = { base: "python:3.9", sources: ["https://a.example/simple"], isBeside: true } as const;
  assert.equal(shown(await resolved(query("pip", "numbers-py", beside), asked)), "1.5");
});

test("where the settings name the standard index, the highest version of it and of those besides it counts", async () => {
  const file = (version: string) => ({ files: [{ filename: `numbers_py-${version}-py3-none-any.whl` }] });
  const indexes = new Map([["pip", "https://all.example/simple"]]);
  const of = async (standard: string, own: string) => {
    const urls = {
      "https://all.example/simple/numbers-py/": file(standard),
      "https://a.example/simple/numbers-py/": file(own),
    };
    const asked = fakeWorld({ urls, settings: { order: ["index"], indexes, minimumReleaseAgeDays: 0 } });
    const beside = { base: "python:3.9", sources: ["https://a.example/simple"], isBeside: true } as const;
    return shown(await resolved(query("pip", "numbers-py", beside), asked));
  };
  assert.deepEqual([await of("1.5", "0.1"), await of("1.5", "7.1")], ["1.5", "7.1"]);
});

test("what is no list of files has no releases to tell of", async () => {
  const fetch = async ({ url }: { readonly url: string }) => {
    const headers = new Map([["content-type", "text/plain"]]);
    return { ok: true, value: { status: 200, url, hops: [url], headers, body: Buffer.from("Blocked.") } } as const;
  };
  const alone = world({ order: ["index"] });
  const asked = { ...alone, http: { ...alone.http, fetch } };
  assert.equal(
    shown(await resolved(query("pip", "numbers-py", { base: "python:3.12" }), asked)),
    "malformed: index.example sends text/plain instead of files of numbers-py.",
  );
});

test("of a base image that does not say its Python, pip's answer is for another one", async () => {
  const command = "pip index versions --pre -- numbers-py";
  const asked = fakeWorld({ commands: { [command]: "Available versions: 1.5, 1.0\n" }, settings: { order: ["tool"] } });
  assert.equal(
    shown(await resolved(query("pip", "numbers-py", { base: "debian:12" }), asked)),
    "1.5 | The base image does not say its Python: the answer is for that of this machine's pip.",
  );
});

test("a pip that fails otherwise says so itself", async () => {
  const words = "pip index versions --pre --python-version=3.9 -- numbers-py";
  const failed = { status: 1, errors: "ERROR: no space left\n" };
  const commands = { [words]: failed, [`python3 -m ${words}`]: failed };
  const asked = fakeWorld({ commands, settings: { order: ["tool"] } });
  assert.equal(
    shown(await resolved(query("pip", "numbers-py", { base: "python:3.9" }), asked)),
    "unreachable: pip gave no version of numbers-py (status 1): ERROR: no space left.",
  );
});

test("where there is no pip on the path, that of python3 is asked", async () => {
  const command = "python3 -m pip index versions --pre --python-version=3.9 -- numbers-py";
  const output = "numbers-py (1.5)\nAvailable versions: 1.5, 1.0\n";
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("pip", "numbers-py", { base: "python:3.9" }), asked)), "1.5");
});

test("the times that pip does not tell come from deps.dev where it may be asked", async () => {
  const command = "pip index versions --pre --python-version=3.12 -- numbers-py";
  const output = "numbers-py (2.0)\nAvailable versions: 2.0, 1.5\n";
  const versions = [
    { versionKey: { version: "2.0" }, publishedAt: "2026-01-30T00:00:00Z", isDefault: true },
    { versionKey: { version: "1.5" }, publishedAt: "2025-06-01T00:00:00Z" },
  ];
  const asked = (thirdParty: boolean) =>
    resolved(
      query("pip", "numbers-py", { base: "python:3.12" }),
      fakeWorld({
        commands: { [command]: output },
        urls: { "https://api.deps.dev/v3/systems/PYPI/packages/numbers-py": { versions } },
        settings: { order: ["tool"], thirdParty, minimumReleaseAgeDays: 3 },
      }),
    );
  assert.equal(shown(await asked(true)), "1.5 | 2.0 is passed over: it is too new");
  assert.equal(shown(await asked(false)), "2.0 | When 2.0 was published is not known, so its age was not looked at.");
});

test("an index of the RUN that does not know the name leaves the question to pip with that index", async () => {
  const sources = ["https://a.example/simple/"];
  const asked = fakeWorld({});
  assert.equal(
    shown(await resolved(query("pip", "numbers-py", { sources }), asked)),
    "unsupported: python3 is not on this machine.",
  );
  assert.deepEqual(
    asked.started.map(({ program }) => program),
    ["pip", "python3"],
  );
});

test("what the other indexes have says nothing of one that pip does not reach, which may have more", async () => {
  const command = "pip index versions --pre --python-version=3.9 --extra-index-url=https://own.example/simple -- caulk";
  const output = "caulk (1.1)\nAvailable versions: 1.1, 1.0\n";
  const beside = { base: "python:3.9", sources: ["https://own.example/simple"], isBeside: true } as const;
  for (const errors of [
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError': /simple/caulk/\n",
    "WARNING: 401 Error, Credentials not correct for https://own.example/simple/caulk/\n",
  ]) {
    const commands = { [command]: { output, errors }, [`python3 -m ${command}`]: { output, errors } };
    const asked = fakeWorld({ commands, settings: { order: ["tool"] } });
    assert.equal(
      shown(await resolved(query("pip", "caulk", beside), asked)),
      "unreachable: pip does not reach every index of caulk.",
    );
  }
  const asked = fakeWorld({ commands: { [command]: output }, settings: { order: ["tool"] } });
  assert.equal(shown(await resolved(query("pip", "caulk", beside), asked)), "1.1");
});
