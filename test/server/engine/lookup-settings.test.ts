import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { contextTexts } from "../../../server/src/engine/context-text.ts";
import { hostPlatform } from "../../../server/src/engine/host-platform.ts";
import { newLookupSettings } from "../../../server/src/engine/lookup-settings.ts";
import { newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import { success } from "../../../server/src/outcome/outcome.ts";
import type { LookupSettings } from "../../../server/src/pin/lookup-settings.ts";
import { readEditorSettings } from "../../../server/src/settings/read-config.ts";
import { memoryFiles } from "../outside/memory-files.ts";

async function settingsWith(disk: Readonly<Record<string, string>>, editor: unknown = {}): Promise<LookupSettings> {
  const files = memoryFiles({ "/r/.git/HEAD": "", "/r/a/Dockerfile": "", ...disk });
  const reader = newSettingsReader({
    files,
    commandLine: readEditorSettings({}).config,
    editor: readEditorSettings(editor).config,
    settingsPath: undefined,
    limit: "/r",
    today: "2026-01-01",
  });
  return newLookupSettings(files)(await reader.settingsOf("/r/a/Dockerfile"), "/r/a/Dockerfile");
}

describe("pinStyle auto is exact where something raises exact pins", () => {
  const SCHEDULED =
    "on:\n  schedule:\n    - cron: '0 6 * * 1'\njobs:\n  pins:\n    steps:\n      - run: seaworthy check-pins\n";
  const rows: Readonly<Record<string, readonly [Readonly<Record<string, string>>, string]>> = {
    "a repository without anything": [{}, "wildcard"],
    "Renovate at the root": [{ "/r/renovate.json": "{}" }, "exact"],
    "Renovate in its own folder": [{ "/r/.github/renovate.json5": "{}" }, "exact"],
    "a workflow that checks pins by the clock": [{ "/r/.github/workflows/pins.yml": SCHEDULED }, "exact"],
    "a workflow without a clock": [{ "/r/.github/workflows/pins.yml": "run: seaworthy check-pins\n" }, "wildcard"],
    "a workflow by the clock for something else": [
      { "/r/.github/workflows/pins.yml": SCHEDULED.replace("check-pins", "lint") },
      "wildcard",
    ],
    "a pipeline of GitLab": [
      { "/r/.gitlab-ci.yml": "rules: $CI_PIPELINE_SOURCE == 'schedule'\nscript: seaworthy check-pins\n" },
      "exact",
    ],
    "Renovate of the folder above the repository": [{ "/renovate.json": "{}" }, "wildcard"],
    "the repository says it": [{ "/r/renovate.json": "{}", "/r/.seaworthy.yaml": "pinStyle: wildcard\n" }, "wildcard"],
    "what a snapshot does not freeze": [
      { "/r/renovate.json": "{}", "/r/.seaworthy.yaml": "pinStyle: snapshot\n" },
      "exact",
    ],
  };
  for (const [name, [disk, style]] of Object.entries(rows)) {
    it(name, async () => assert.equal((await settingsWith(disk)).pinStyle, style));
  }

  it("a schedule of the user", async () => {
    assert.equal((await settingsWith({}, { checkPins: { schedule: "daily" } })).pinStyle, "exact");
  });
});

test("stages are frozen where the settings ask for it", async () => {
  const frozen = await settingsWith({ "/r/.seaworthy.yaml": "pinStyle: snapshot\n" });
  assert.deepEqual([frozen.freezesStages, frozen.pinStyle], [true, "wildcard"]);
});

test("hosts, programs and consent come from the user alone", async () => {
  const said = {
    mirrors: { "docker.io": "mirror.example" },
    insecureRegistries: ["registry.example"],
    index: { npm: "https://npm.example" },
    engine: "podman",
    lookup: { order: ["tool"], thirdParty: true, containerNetwork: "host" },
    minimumReleaseAge: 7,
    platforms: ["linux/s390x"],
  };
  const file = "engine: evil\nmirrors: {docker.io: evil.example}\nlookup: {thirdParty: true}\nminimumReleaseAge: 0\n";
  const { contextText, ...byUser } = await settingsWith({ "/r/.seaworthy.yaml": file }, said);
  assert.equal(contextText?.("nothing"), undefined);
  assert.deepEqual(byUser, {
    pinStyle: "wildcard",
    freezesStages: false,
    minimumReleaseAgeDays: 0,
    platforms: ["linux/s390x"],
    mirrors: new Map([["docker.io", "mirror.example"]]),
    insecureRegistries: ["registry.example"],
    indexes: new Map([["npm", "https://npm.example"]]),
    order: ["tool"],
    thirdParty: true,
    engine: "podman",
    containerNetwork: "host",
    build: { context: "/r/a", buildArguments: {} },
  });
  const byFile = await settingsWith({ "/r/.seaworthy.yaml": file });
  assert.deepEqual([byFile.engine, byFile.mirrors.size, byFile.thirdParty], [undefined, 0, false]);
});

test("processors have their names of OCI", () => {
  assert.deepEqual(hostPlatform("x64"), { os: "linux", arch: "amd64" });
  assert.deepEqual(hostPlatform("arm64"), { os: "linux", arch: "arm64" });
  assert.deepEqual(hostPlatform("arm"), { os: "linux", arch: "arm", variant: "v7" });
});

test("a text of the build context is one that goes into a build", async () => {
  const disk = {
    "/r/a/.npmrc": "of a",
    "/r/a/b/pip.conf": "of b",
    "/r/.npmrc": "of r",
    "/r/a/secret/.npmrc": "left out",
    "/r/a/secret/kept": "taken back",
    "/r/a/.dockerignore": "# all but one\n/secret/\n!secret/kept\n",
  };
  const { contextText } = await settingsWith(disk);
  const paths = [".npmrc", "/.npmrc", "./b//pip.conf", "secret/kept", "secret/.npmrc", "../.npmrc", "b", "none"];
  assert.deepEqual(
    paths.map((path) => contextText?.(path)),
    ["of a", "of a", "of b", "taken back", undefined, undefined, undefined, undefined],
  );
  const own = await settingsWith({ ...disk, "/r/a/Dockerfile.dockerignore": "**/pip.conf\n" });
  assert.deepEqual([own.contextText?.("b/pip.conf"), own.contextText?.("secret/.npmrc")], [undefined, "left out"]);
});

test("nor does one behind a link that leads out of the build context", () => {
  const disk = memoryFiles({ "/r/a/link": "secret", "/r/a/.npmrc": "of a" });
  const realPath = (path: string) => success(path.replace("/r/a/link", "/home/own/.npmrc"));
  const textOf = contextTexts("/r/a", "/r/a/Dockerfile", { ...disk, realPath });
  assert.deepEqual([textOf(".npmrc"), textOf("link")], ["of a", undefined]);
});

test("a build gets the folder and the arguments that Compose gives it, else the folder of the file", async () => {
  const compose = "services: {s: {build: {context: ., dockerfile: a/Dockerfile, args: {A: 1, B: }}}}\n";
  const { build } = await settingsWith({ "/r/compose.yaml": compose });
  assert.deepEqual(build, { context: "/r", buildArguments: { A: "1" } });
  const two = `${compose}  t: {build: {context: a}}\n`
    .replace("}}}}\n", "}}}\n")
    .replace("services: {s", "services:\n  s")
    .replace("}}}\n  t", "}}\n  t");
  assert.equal((await settingsWith({ "/r/compose.yaml": two })).build?.context, "/r/a");
});
