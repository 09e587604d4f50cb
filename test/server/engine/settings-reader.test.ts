import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type FileSettings, newSettingsReader } from "../../../server/src/engine/settings-reader.ts";
import { diskFiles } from "../../../server/src/outside/files/disk-files.ts";
import { EMPTY_CONFIG } from "../../../server/src/settings/config.ts";
import { memoryFiles } from "../outside/memory-files.ts";

interface Row {
  readonly files: Readonly<Record<string, string | null>>;
  readonly path?: string;
  readonly limit?: string;
  readonly settingsPath?: string;
  readonly holds: (settings: FileSettings) => unknown;
  readonly value: unknown;
  /** `path: covered text: message`. */
  readonly problems?: readonly string[];
}

const from = (settings: FileSettings) => settings.settingsPath;
const profile = (settings: FileSettings) => settings.lint.profile;
const severities = (settings: FileSettings) => Object.fromEntries(settings.lint.severities);
const args = (settings: FileSettings) => Object.fromEntries(settings.givenArgs);

const rows: Readonly<Record<string, Row>> = {
  "the nearest settings file upward counts": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "profile: strict\n",
      "/r/a/.seaworthy.yaml": "profile: relaxed\n",
      "/r/a/b/Dockerfile": "",
    },
    path: "/r/a/b/Dockerfile",
    holds: (settings) => [from(settings), profile(settings)],
    value: ["/r/a/.seaworthy.yaml", "relaxed"],
  },
  "above the repository none counts": {
    files: { "/.seaworthy.yaml": "profile: strict\n", "/r/.git/HEAD": "", "/r/Dockerfile": "" },
    holds: from,
    value: undefined,
  },
  "without a repository it is searched up to the root": {
    files: { "/.seaworthy.yaml": "profile: strict\n", "/r/Dockerfile": "" },
    holds: from,
    value: "/.seaworthy.yaml",
  },
  "hadolint's file is read where there is none of ours": {
    files: { "/r/.git/HEAD": "", "/r/.hadolint.yaml": "ignored: [DL3007]\n", "/r/Dockerfile": "" },
    holds: severities,
    value: { "image-latest": "off" },
  },
  "ours wins wherever it stands": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "",
      "/r/a/.hadolint.yaml": "ignored: [DL3007]\n",
      "/r/a/Dockerfile": "",
    },
    path: "/r/a/Dockerfile",
    holds: severities,
    value: {},
  },
  "one that is misnamed is not read, and that is said": {
    files: { "/r/.git/HEAD": "", "/r/.seaworthy.yml": "profile: strict\n", "/r/Dockerfile": "" },
    holds: profile,
    value: "recommended",
    problems: ["/r/.seaworthy.yml: : is not read: name it .seaworthy.yaml"],
  },
  "beside the right one it says nothing": {
    files: {
      "/r/.seaworthy.yaml": "profile: relaxed\n",
      "/r/.seaworthy.yml": "profile: strict\n",
      "/r/Dockerfile": "",
    },
    holds: profile,
    value: "relaxed",
  },
  "one that was named may be called as it likes": {
    files: { "/r/ci/.seaworthy.yml": "profile: strict\n", "/r/Dockerfile": "" },
    settingsPath: "/r/ci/.seaworthy.yml",
    holds: profile,
    value: "strict",
  },
  "a file that was named is the only one": {
    files: { "/r/.seaworthy.yaml": "profile: strict\n", "/other/ci.yaml": "profile: relaxed\n", "/r/Dockerfile": "" },
    settingsPath: "/other/ci.yaml",
    holds: profile,
    value: "relaxed",
  },
  "and may extend files of its own repository, whatever is checked": {
    files: {
      "/r/.git/HEAD": "",
      "/r/Dockerfile": "",
      "/policy/.git": "",
      "/policy/ci/ci.yaml": "extends: ../base.yaml\n",
      "/policy/base.yaml": "profile: relaxed\n",
    },
    settingsPath: "/policy/ci/ci.yaml",
    holds: profile,
    value: "relaxed",
  },
  "globs are relative to the settings file": {
    files: {
      "/r/.git/HEAD": "",
      "/r/a/.seaworthy.yaml": "exclude: [/b]\noverrides: [{paths: [c/*], profile: strict}]\n",
      "/r/a/b/Dockerfile": "",
      "/r/a/c/Dockerfile": "",
    },
    path: "/r/a/b/Dockerfile",
    holds: (settings) => settings.isExcluded,
    value: true,
  },
  "what is extended holds where the file says nothing": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "extends: [./base.yaml, more.yaml]\nrules: {image-latest: info}\n",
      "/r/base.yaml": "profile: strict\nrules: {image-latest: off, image-untagged: off, apt-unpinned: off}\n",
      "/r/more.yaml": "rules: {image-untagged: hint}\n",
      "/r/Dockerfile": "",
    },
    holds: (settings) => [profile(settings), severities(settings)],
    value: ["strict", { "image-latest": "info", "image-untagged": "hint", "apt-unpinned": "off" }],
  },
  "what the file says of all files wins over what an extended one says of some": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "extends: ./base.yaml\nprofile: strict\nrules: {image-latest: info}\n",
      "/r/base.yaml": "overrides: [{paths: [a], profile: relaxed, rules: {image-latest: off, apt-unpinned: off}}]\n",
      "/r/a/Dockerfile": "",
    },
    path: "/r/a/Dockerfile",
    holds: (settings) => [profile(settings), severities(settings)],
    value: ["strict", { "image-latest": "info", "apt-unpinned": "off" }],
  },
  "and what it says nothing of stays": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "extends: ./base.yaml\noverrides: [{paths: [b], profile: strict}]\n",
      "/r/base.yaml": "rules: {image-latest: off}\noverrides: [{paths: [a, b], profile: relaxed}]\n",
      "/r/a/Dockerfile": "",
    },
    path: "/r/a/Dockerfile",
    holds: (settings) => [profile(settings), severities(settings)],
    value: ["relaxed", { "image-latest": "off" }],
  },
  "an installed package is found upward": {
    files: {
      "/r/.git/HEAD": "",
      "/r/a/.seaworthy.yaml": 'extends: "@team/rules"\n',
      "/r/node_modules/@team/rules/seaworthy.yaml": "profile: strict\n",
      "/r/a/Dockerfile": "",
    },
    path: "/r/a/Dockerfile",
    holds: profile,
    value: "strict",
  },
  "which may stand above the repository, and extend files of its own": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": 'extends: "@team/rules"\n',
      "/node_modules/@team/rules/seaworthy.yaml": "extends: [./a/base.yaml, ../other.yaml]\n",
      "/node_modules/@team/rules/a/base.yaml": "extends: ../more.yaml\n",
      "/node_modules/@team/rules/more.yaml": "profile: strict\n",
      "/node_modules/@team/other.yaml": "profile: relaxed\n",
      "/r/Dockerfile": "",
    },
    holds: profile,
    value: "strict",
    problems: [
      '/node_modules/@team/rules/seaworthy.yaml: ../other.yaml: "extends": "../other.yaml" leads out of the repository',
    ],
  },
  "a circle is an error at its place": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "extends: ./b.yaml\n",
      "/r/b.yaml": "extends: ./.seaworthy.yaml\nprofile: strict\n",
      "/r/Dockerfile": "",
    },
    holds: profile,
    value: "strict",
    problems: ['/r/b.yaml: ./.seaworthy.yaml: "extends": leads back to a file that is being read'],
  },
  "five files deep is deep enough": {
    files: {
      "/r/.git/HEAD": "",
      "/r/Dockerfile": "",
      "/r/.seaworthy.yaml": "extends: ./1.yaml\n",
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((n) => [`/r/${n}.yaml`, `extends: ./${n + 1}.yaml\nbuildArgs: {N: ${n}}\n`]),
      ),
    },
    holds: args,
    value: { N: "1" },
    problems: ['/r/5.yaml: ./6.yaml: "extends": is more than 5 files deep'],
  },
  "files that all extend the next one again and again are not all read": {
    files: {
      "/r/.git/HEAD": "",
      "/r/Dockerfile": "",
      "/r/.seaworthy.yaml": `extends: [${"./1.yaml, ".repeat(200)}]\nprofile: strict\n`,
      ...Object.fromEntries(
        [1, 2, 3, 4].map((n) => [`/r/${n}.yaml`, `extends: [${`./${n + 1}.yaml, `.repeat(200)}]\n`]),
      ),
      "/r/5.yaml": "buildArgs: {N: 5}\n",
    },
    holds: (settings) => [profile(settings), args(settings)],
    value: ["strict", { N: "5" }],
    problems: [4, 3, 2, 1, ".seaworthy"].map(
      (name) =>
        `/r/${name}.yaml: ./${typeof name === "number" ? name + 1 : 1}.yaml: "extends": more than 100 files extend each other; this one is not read`,
    ),
  },
  "a path may not leave the repository": {
    files: {
      "/r/.git/HEAD": "",
      "/secret.yaml": "",
      "/r/.seaworthy.yaml": "extends: ../secret.yaml\n",
      "/r/Dockerfile": "",
    },
    holds: profile,
    value: "recommended",
    problems: ['/r/.seaworthy.yaml: ../secret.yaml: "extends": "../secret.yaml" leads out of the repository'],
  },
  "what is not there is said": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "extends: [./x.yaml, nobody, x.yaml, /etc/x, a/../b]\n",
      "/r/Dockerfile": "",
    },
    holds: profile,
    value: "recommended",
    problems: [
      '/r/.seaworthy.yaml: ./x.yaml: "extends": "./x.yaml" does not exist',
      '/r/.seaworthy.yaml: nobody: "extends": no package "nobody" with a seaworthy.yaml is installed',
      '/r/.seaworthy.yaml: x.yaml: "extends": "x.yaml" does not exist',
      '/r/.seaworthy.yaml: /etc/x: "extends": "/etc/x" is neither a path from here ("./", "../", or the name of a YAML file) nor the name of a package',
      '/r/.seaworthy.yaml: a/../b: "extends": "a/../b" is neither a path from here ("./", "../", or the name of a YAML file) nor the name of a package',
    ],
  },
  "an unreadable settings file is said": {
    files: { "/r/.git/HEAD": "", "/r/.seaworthy.yaml": null, "/r/Dockerfile": "" },
    holds: profile,
    value: "recommended",
    problems: ["/r/.seaworthy.yaml: : may not be accessed: permission denied"],
  },
  "Compose files in the repository give build arguments and contexts": {
    files: {
      "/r/.git/HEAD": "",
      "/r/compose.yaml":
        "services:\n  a:\n    build:\n      context: ./app\n      args: {NODE: 22}\n      additional_contexts: {base: ../base}\n",
      "/r/app/Dockerfile": "",
    },
    path: "/r/app/Dockerfile",
    holds: (settings) => [args(settings), settings.buildContexts],
    value: [{ NODE: "22" }, ["base"]],
  },
  "services that differ leave an argument open": {
    files: {
      "/r/.git/HEAD": "",
      "/r/compose.yaml": "services:\n  a: {build: {args: {A: 1, B: 2}}}\n  b: {build: {args: {A: 1, B: 3, C: 4}}}\n",
      "/r/Dockerfile": "",
    },
    holds: args,
    value: { A: "1", B: undefined, C: undefined },
  },
  "Bake files give them, too, and must agree with Compose": {
    files: {
      "/r/.git/HEAD": "",
      "/r/compose.yaml": "services:\n  a: {build: {args: {A: 1, B: 2}}}\n",
      "/r/docker-bake.hcl": 'target "a" {\n  args = { A = "1", B = "3" }\n}\n',
      "/r/Dockerfile": "",
    },
    holds: args,
    value: { A: "1", B: undefined },
  },
  "an override says more of the builds of the file that it belongs to": {
    files: {
      "/r/.git/HEAD": "",
      "/r/compose.yaml": "services: {a: {build: {context: app, args: {A: 1, B: 1}}}}\n",
      "/r/compose.override.yaml": "services: {a: {build: {args: {B: 2}}}}\n",
      "/r/docker-compose.yaml": "services: {a: {build: {context: app, args: {A: 1, B: 2}}}}\n",
      "/r/docker-bake.hcl": 'variable "V" { default = "1" }\ntarget "a" {\n  context = "app"\n  args = { B = V }\n}\n',
      "/r/docker-bake.override.hcl": 'variable "V" { default = "2" }\ntarget "a" { args = { A = "1" } }\n',
      "/r/app/Dockerfile": "",
    },
    path: "/r/app/Dockerfile",
    holds: args,
    value: { A: "1", B: "2" },
  },
  "of builds that an override makes no Dockerfile in its own folder is told": {
    files: {
      "/r/.git/HEAD": "",
      "/r/docker-compose.yml": "services: {a: {build: app}}\n",
      "/r/docker-compose.override.yml": "services: {a: {build: {args: {A: 1}}}}\n",
      "/r/Dockerfile": "",
    },
    holds: args,
    value: {},
  },
  "a Bake file that is not read is told, and a Compose file where it is checked itself": {
    files: {
      "/r/.git/HEAD": "",
      "/r/compose.yaml": "#".repeat(300 * 1024),
      "/r/docker-bake.hcl": "#".repeat(300 * 1024),
      "/r/a/docker-bake.json": null,
      "/r/a/Dockerfile": "",
    },
    path: "/r/a/Dockerfile",
    holds: ({ unreadBuilds }) => unreadBuilds,
    value: [
      "docker-bake.json may not be accessed: permission denied",
      "docker-bake.hcl is over 256 KB and is not read",
    ],
  },
  "contexts of a target whose place is computed may be any Dockerfile's": {
    files: {
      "/r/.git/HEAD": "",
      "/r/docker-bake.hcl":
        'target "a" {\n  matrix = { app = ["x", "y"] }\n  name = app\n  context = "./${app}"\n  contexts = { base = "target:base" }\n  args = { A = "1" }\n}\ntarget "base" { context = "./base" }\n',
      "/r/x/Dockerfile": "",
    },
    path: "/r/x/Dockerfile",
    holds: (settings) => [args(settings), settings.buildContexts],
    value: [{}, ["base"]],
  },
  "a development container with a settings file of its own is relaxed as well": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.devcontainer/.seaworthy.yaml": "rules: {image-latest: off}\n",
      "/r/.devcontainer/Dockerfile": "",
    },
    path: "/r/.devcontainer/Dockerfile",
    holds: ({ lint }) => lint.profile,
    value: "relaxed",
  },
  "a setting wins over Compose": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.seaworthy.yaml": "buildArgs: {A: set}\n",
      "/r/compose.yaml": "services: {a: {build: {args: {A: 1}}}}\n",
      "/r/Dockerfile": "",
    },
    holds: args,
    value: { A: "set" },
  },
  "Compose files above count to where the user stands, without a repository": {
    files: {
      "/compose.yaml": "services: {a: {build: {context: r/app, args: {A: 1}}}}\n",
      "/r/compose.yaml": "services: {a: {build: {context: app, args: {B: 2}}}}\n",
      "/r/app/Dockerfile": "",
    },
    path: "/r/app/Dockerfile",
    limit: "/r",
    holds: args,
    value: { B: "2" },
  },
};

for (const [name, row] of Object.entries(rows)) {
  test(name, async () => {
    const reader = readerOf(row);
    const settings = await reader.settingsOf(row.path ?? "/r/Dockerfile");
    assert.deepEqual(row.holds(settings), row.value);
    assert.deepEqual(
      reader
        .problems()
        .map(({ path, text, span, message }) => `${path}: ${text.slice(span.start, span.end)}: ${message}`),
      row.problems ?? [],
    );
  });
}

test("each file is read once for all Dockerfiles", async () => {
  const disk = memoryFiles({
    "/r/.git/HEAD": "",
    "/r/.seaworthy.yaml": "x: 1\n",
    "/r/compose.yaml": "",
    "/r/a/Dockerfile": "",
    "/r/b/Dockerfile": "",
  });
  const reader = readerOf({ files: {}, disk });
  await reader.settingsOf("/r/a/Dockerfile");
  await reader.settingsOf("/r/b/Dockerfile");
  assert.deepEqual(disk.reads, ["/r/.seaworthy.yaml", "/r/compose.yaml"]);
  assert.equal(reader.problems().length, 1);
});

function readerOf({
  files,
  limit,
  settingsPath,
  disk = memoryFiles(files),
}: Pick<Row, "files" | "limit" | "settingsPath"> & { readonly disk?: ReturnType<typeof memoryFiles> }) {
  return newSettingsReader({
    files: disk,
    commandLine: EMPTY_CONFIG,
    editor: EMPTY_CONFIG,
    settingsPath,
    limit,
    today: "2026-01-01",
  });
}

test("of two files of one folder each has its own settings and arguments", async () => {
  const reader = readerOf({
    files: {
      "/r/.git/HEAD": "",
      "/r/a/.seaworthy.yaml": "overrides: [{paths: ['*.dev'], profile: relaxed}]\n",
      "/r/b/compose.yaml": "services: {s: {build: {context: ., args: {A: 1}}}}\n",
      "/r/c/.seaworthy.yaml": "exclude: ['*.dev']\n",
    },
  });
  const settingsOf = async (name: string) => {
    const settings = await reader.settingsOf(name);
    return [profile(settings), args(settings), settings.isExcluded];
  };
  assert.deepEqual(await settingsOf("/r/a/Dockerfile"), ["recommended", {}, false]);
  assert.deepEqual(await settingsOf("/r/a/Dockerfile.dev"), ["relaxed", {}, false]);
  assert.deepEqual(await settingsOf("/r/b/Dockerfile"), ["recommended", { A: "1" }, false]);
  assert.deepEqual(await settingsOf("/r/b/Dockerfile.dev"), ["recommended", {}, false]);
  assert.deepEqual(await settingsOf("/r/c/Dockerfile"), ["recommended", {}, false]);
  assert.deepEqual(await settingsOf("/r/c/Dockerfile.dev"), ["recommended", {}, true]);
});

test("a link leads no further than a path: out of the repository it is not followed", {
  skip: process.platform === "win32",
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-settings-"));
  const repository = join(folder, "r");
  mkdirSync(join(repository, ".git"), { recursive: true });
  writeFileSync(join(folder, "outside.yaml"), "profile: relaxed\n");
  writeFileSync(join(repository, "inside.yaml"), "rules: {image-latest: info}\n");
  writeFileSync(join(repository, ".seaworthy.yaml"), "extends: [./out.yaml, ./in.yaml]\n");
  symlinkSync(join(folder, "outside.yaml"), join(repository, "out.yaml"));
  symlinkSync("inside.yaml", join(repository, "in.yaml"));
  // A link above the repository is nobody's trick.
  symlinkSync(repository, join(folder, "called"));
  for (const root of [repository, join(folder, "called")]) {
    const reader = newSettingsReader({
      files: diskFiles(),
      commandLine: EMPTY_CONFIG,
      editor: EMPTY_CONFIG,
      settingsPath: undefined,
      limit: undefined,
      today: "2026-01-15",
    });
    const settings = await reader.settingsOf(join(root, "Dockerfile"));
    assert.deepEqual([profile(settings), severities(settings)], ["recommended", { "image-latest": "info" }]);
    assert.deepEqual(
      reader.problems().map(({ message }) => message),
      ['"extends": "./out.yaml" leads out of the repository'],
    );
  }
  rmSync(folder, { recursive: true });
});
