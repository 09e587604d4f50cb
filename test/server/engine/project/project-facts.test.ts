import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { NO_FACTS } from "../../../../server/src/engine/fix.ts";
import { projectFacts } from "../../../../server/src/engine/project/project-facts.ts";
import type { ProjectFacts } from "../../../../server/src/fix/fix.ts";
import { memoryFiles } from "../../outside/memory-files.ts";

/** Our own licence file. */
const MIT = readFileSync("LICENSE", "utf8");

interface Row {
  readonly files: Readonly<Record<string, string>>;
  readonly facts: Partial<ProjectFacts>;
}

const rows: Readonly<Record<string, Row>> = {
  "package.json gives all four, the scope of the name taken away": {
    files: {
      "/r/app/package.json":
        '{"name":"@team/shop","version":"1.2.3","description":"Sells.","license":"MIT OR Apache-2.0"}',
    },
    facts: { title: "shop", version: "1.2.3", description: "Sells.", licence: "MIT OR Apache-2.0" },
  },
  "pyproject.toml is read in its project table": {
    files: {
      "/r/app/pyproject.toml":
        '[build-system]\nname = "no"\n[project]\nname = "shop" # the shop\nversion = \'2.0\'\nlicense = "BSD-3-Clause"\n',
    },
    facts: { title: "shop", version: "2.0", licence: "BSD-3-Clause" },
  },
  "a licence of PEP 621 is a table, and a version taken from elsewhere is unknown": {
    files: { "/r/app/pyproject.toml": '[project]\nname = "shop"\nlicense = {text = "MIT"}\ndynamic = ["version"]\n' },
    facts: { title: "shop", licence: "MIT" },
  },
  "a licence whose whole text is given is that of the file": {
    files: {
      "/r/app/pyproject.toml": '[project]\nname = "shop"\nlicense = {text = """MIT License\nPermission is …"""}\n',
      "/r/app/LICENSE": MIT,
    },
    facts: { title: "shop", licence: "MIT" },
  },
  "a licence in npm's first form": {
    files: { "/r/app/package.json": '{"name":"shop","license":{"type":"ISC","url":"https://shop.example/licence"}}' },
    facts: { title: "shop", licence: "ISC" },
  },
  "poetry's table counts where there is no other": {
    files: {
      "/r/app/pyproject.toml": '[tool.poetry]\nname = "shop"\ndescription = """\nname = "wrong"\n"""\nversion = "3"\n',
    },
    facts: { title: "shop", version: "3", description: 'name = "wrong"' },
  },
  "TOML may write a table as dotted keys, and a letter as an escape": {
    files: { "/r/app/pyproject.toml": 'project.name = "shop"\nproject.description = "Sells caf\\u00e9"\n' },
    facts: { title: "shop", description: "Sells café" },
  },
  "Cargo.toml is read in its package table": {
    files: {
      "/r/app/Cargo.toml":
        '[package]\nname = "shop"\nversion.workspace = true\nlicense = "MIT"\n[[bin]]\nname = "other"\n',
    },
    facts: { title: "shop", licence: "MIT" },
  },
  "a slash in Cargo's licences means OR": {
    files: { "/r/app/Cargo.toml": '[workspace.package]\nlicense = "MIT/Apache-2.0 / ISC"\n' },
    facts: { licence: "MIT OR Apache-2.0 OR ISC" },
  },
  "elsewhere it means nothing": {
    files: { "/r/app/package.json": '{"name":"shop","license":"MIT/X11"}' },
    facts: { title: "shop" },
  },
  "the nearest manifest wins, up to the repository's root": {
    files: { "/r/.git/HEAD": "", "/r/package.json": '{"name":"root","version":"9"}', "/r/app/go.mod": "" },
    facts: { title: "root", version: "9" },
  },
  "above the root nothing is read": {
    files: { "/package.json": '{"name":"stranger"}', "/r/.git/HEAD": "" },
    facts: {},
  },
  "without a manifest the licence file decides": {
    files: { "/r/app/LICENSE": MIT },
    facts: { licence: "MIT" },
  },
  "a licence text that is not known says nothing": {
    files: { "/r/app/LICENSE.md": "All rights reserved." },
    facts: {},
  },
  "two licence files leave the answer open": {
    files: { "/r/app/LICENSE": MIT, "/r/app/LICENSE-APACHE": "x" },
    facts: {},
  },
  "a licence of a megabyte is none": {
    files: { "/r/app/package.json": JSON.stringify({ name: "shop", license: `${"MIT AND ".repeat(130_000)}MIT` }) },
    facts: { title: "shop" },
  },
  "npm's word for unlicensed is no licence, whatever file there is": {
    files: { "/r/app/package.json": '{"license":"UNLICENSED"}', "/r/app/LICENSE": MIT },
    facts: {},
  },
  "a word that SPDX does not know is no licence": {
    files: { "/r/app/package.json": '{"license":"House rules"}', "/r/app/LICENSE": MIT },
    facts: {},
  },
  "nor is a single one": {
    files: { "/r/app/package.json": '{"license":"Proprietary OR MIT"}' },
    facts: {},
  },
  "a broken manifest says nothing": {
    files: { "/r/app/package.json": "{" },
    facts: {},
  },
  "nor does one in TOML": {
    files: { "/r/app/Cargo.toml": '[package]\nname = "shop"\nversion = \n' },
    facts: {},
  },
  "git's remote goes before the repository of a manifest": {
    files: {
      "/r/.git/HEAD": "",
      "/r/.git/config": '[remote "origin"]\nurl = https://git.example/team/fork.git\n',
      "/r/app/package.json": '{"name":"app","repository":"team/app"}',
    },
    facts: { title: "app", remoteUrl: "https://git.example/team/fork" },
  },
  "without a name the repository gives the title": {
    files: { "/r/.git/HEAD": "", "/r/.git/config": '[remote "origin"]\nurl = https://git.example/team/app.git\n' },
    facts: { title: "app", remoteUrl: "https://git.example/team/app" },
  },
};

/** What a manifest names as its repository, and the address of the source that this gives where git has no remote. */
const repositories: readonly (readonly [file: string, text: string, remoteUrl: string | undefined])[] = [
  [
    "package.json",
    '{"repository":{"type":"git","url":"git+https://git.example/team/app.git"}}',
    "https://git.example/team/app",
  ],
  ["package.json", '{"repository":"https://user:secret@git.example/team/app"}', "https://git.example/team/app"],
  ["package.json", '{"repository":"git@git.example:team/app.git"}', "https://git.example/team/app"],
  ["package.json", '{"repository":"team/app"}', "https://github.com/team/app"],
  ["package.json", '{"repository":"github:team/app"}', "https://github.com/team/app"],
  ["package.json", '{"repository":{"url":"gitlab:team/app"}}', "https://gitlab.com/team/app"],
  ["package.json", '{"repository":"bitbucket:team/app"}', "https://bitbucket.org/team/app"],
  ["package.json", '{"repository":"gist:11081aaa281"}', undefined],
  ["package.json", '{"repository":"../app"}', undefined],
  ["package.json", '{"repository":["team/app"]}', undefined],
  ["Cargo.toml", '[package]\nrepository = "https://git.example/team/app"\n', "https://git.example/team/app"],
  ["Cargo.toml", "[package]\nrepository.workspace = true\n", undefined],
  [
    "pyproject.toml",
    '[project.urls]\nHomepage = "https://app.example/"\n"Source Code" = "https://git.example/team/app/"\n',
    "https://git.example/team/app",
  ],
  ["pyproject.toml", '[project.urls]\ngithub = "https://git.example/team/app"\n', "https://git.example/team/app"],
  ["pyproject.toml", '[project.urls]\nHomepage = "https://app.example/team/app"\n', undefined],
  ["pyproject.toml", '[tool.poetry]\nrepository = "https://git.example/team/app"\n', "https://git.example/team/app"],
];

for (const [name, text, remoteUrl] of repositories) {
  test(`the repository of ${name}: ${text}`, () => {
    const disk = memoryFiles({ "/r/app/Dockerfile": "", [`/r/app/${name}`]: text });
    assert.equal(projectFacts("/r/app", disk).remoteUrl, remoteUrl);
  });
}

for (const [name, { files, facts }] of Object.entries(rows)) {
  test(name, () => {
    const disk = memoryFiles({ "/r/app/Dockerfile": "", ...files });
    assert.deepEqual(projectFacts("/r/app", disk), { ...NO_FACTS, ...facts });
  });
}
